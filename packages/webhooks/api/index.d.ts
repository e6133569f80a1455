// The public surface, kept to be compared. Change it with: npx -y pnpm api --update

interface MessageReceipt extends WebhookBase {
    type: 'message.receipt';
    id: string;
    messageId: string;
    level: number;
    status: string;
    statusCode: number | null;
    statusCodeDescription: string | null;
    timestamp: Date | undefined;
    body: string | null;
    from?: string | undefined;
    to?: string | undefined;
}

interface MessageReceived extends WebhookBase {
    type: 'message.received';
    id: string | null;
    from: string;
    to: string;
    body: string | null;
    isMms: boolean;
    timestamp: Date | undefined;
    direction: Open<'inbound' | 'outbound'>;
    amountNanodollars: number | undefined;
    amountDisplay: string | undefined;
    messageEncoding: number | undefined;
    messageType: Open<'longcode' | 'toll-free'> | undefined;
    status: string;
    media: ReceivedMedia[];
}

type Payload = Record<string, unknown>;

interface PortOrderStatus extends WebhookBase {
    type: 'port-order.status';
    id: string;
    portOrderId: string;
    status: string;
    message: string | undefined;
    eventType: string | undefined;
    customerId: string | undefined;
    timestamp: Date | undefined;
}

interface ReceivedMedia {
    id?: string | undefined;
    url?: string | undefined;
    fileName?: string | undefined;
    mimeType?: string | undefined;
    fileSize?: number | undefined;
}

interface RequestInfo {
    address?: string | undefined;
}

interface SeenStore {
    has(key: string): boolean | Promise<boolean>;
    add(key: string): unknown;
}

interface UnknownWebhook extends WebhookBase {
    type: 'unknown';
    id: string;
    wireType: string;
}

type WebhookEvent = MessageReceived | MessageReceipt | PortOrderStatus | UnknownWebhook;

type WebhookHandler = (request: Request, info?: RequestInfo) => Promise<Response>;

interface WebhookOptions {
    onMessage?: ((message: MessageReceived) => unknown) | undefined;
    onReceipt?: ((receipt: MessageReceipt) => unknown) | undefined;
    onEvent?: ((event: PortOrderStatus | UnknownWebhook) => unknown) | undefined;
    onError?: ((error: unknown, event: WebhookEvent | undefined) => unknown) | undefined;
    secret?: string | undefined;
    allowedAddresses?: readonly string[] | undefined;
    trustProxy?: boolean | number | undefined;
    clientAddress?: ((request: Request, info: RequestInfo) => string | null | undefined | Promise<string | null | undefined>) | undefined;
    seen?: SeenStore | undefined;
    storeTimeout?: number | undefined;
    maxBytes?: number | undefined;
}

declare function createWebhookHandler(options: WebhookOptions): WebhookHandler;

declare const flowrouteAddresses: readonly string[];

declare function memoryStore(maxKeys?: number): SeenStore;

declare function parseWebhook(body: unknown): WebhookEvent;

// Not exported, but part of what is.

interface WebhookBase {
    id: string | null;
    raw: Payload;
}
