// The public surface, kept to be compared. Change it with: npx -y pnpm api --update

interface NodeHandlerOptions {
    onError?: ((error: unknown) => unknown) | undefined;
}

interface NodeRequest {
    method?: string | undefined;
    url?: string | undefined;
    headers: Record<string, string | string[] | undefined>;
    socket: {
        remoteAddress?: string | undefined;
    };
    readableEnded?: boolean | undefined;
    destroyed?: boolean | undefined;
    on(event: never, listener: never): unknown;
    pause(): unknown;
    resume(): unknown;
}

interface NodeResponse {
    statusCode: number;
    headersSent: boolean;
    writableEnded: boolean;
    destroyed: boolean;
    setHeader(name: string, value: string | string[]): unknown;
    removeHeader(name: string): unknown;
    end(body: string | Uint8Array): unknown;
    destroy(): unknown;
    on(event: never, listener: never): unknown;
}

declare function toNodeHandler(handler: WebhookHandler, options?: NodeHandlerOptions): (request: NodeRequest, response: NodeResponse) => Promise<void>;

// Not exported, but part of what is.

interface RequestInfo {
    address?: string | undefined;
}

type WebhookHandler = (request: Request, info?: RequestInfo) => Promise<Response>;
