// The public surface, kept to be compared. Change it with: npx -y pnpm api --update

interface NodeRequest {
    method?: string | undefined;
    url?: string | undefined;
    headers: Record<string, string | string[] | undefined>;
    socket: {
        remoteAddress?: string | undefined;
    };
    readableEnded?: boolean | undefined;
    destroyed?: boolean | undefined;
    on(event: string, listener: (...values: never[]) => void): unknown;
    pause(): unknown;
    resume(): unknown;
}

interface NodeResponse {
    statusCode: number;
    setHeader(name: string, value: string): unknown;
    end(body: string): unknown;
}

declare function toNodeHandler(handler: WebhookHandler): (request: NodeRequest, response: NodeResponse) => Promise<void>;

// Not exported, but part of what is.

interface RequestInfo {
    address?: string | undefined;
}

type WebhookHandler = (request: Request, info?: RequestInfo) => Promise<Response>;
