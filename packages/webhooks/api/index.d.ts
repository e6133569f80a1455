// The public surface, kept to be compared. Change it with: npx -y pnpm api --update

interface BackfillOptions {
    messages: MessageRecords;
    handler: WebhookHandler;
    since: Date;
    until?: Date | undefined;
    receiptDelay?: number | undefined;
    request?: RequestOptions | undefined;
}

interface BackfillResult {
    messages: number;
    receipts: number;
    failed: WebhookEvent[];
}

interface CdrExportStatus extends WebhookBase {
    type: 'cdr-export.status';
    id: string;
    exportId: string;
    status: string;
    message: string | undefined;
    eventType: string | undefined;
    customerId: string | undefined;
    downloadUrl: string | undefined;
    expiresAt: Date | undefined;
    timestamp: Date | undefined;
}

interface GatewayResponse {
    statusCode: number;
    headers: Record<string, string>;
    body: string;
}

type Keyword = 'stop' | 'start' | 'help';

interface MessageProvisioningStatus extends WebhookBase {
    type: 'message-provisioning.status';
    id: string;
    taskId: string;
    status: string;
    message: string | undefined;
    eventType: string | undefined;
    customerId: string | undefined;
    number: string | undefined;
    successful: string[];
    processing: string[];
    failed: string[];
    timestamp: Date | undefined;
}

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

interface MessageRecords {
    list(options: {
        startDate: Date;
        pageSize?: number;
    }, request?: RequestOptions): AsyncIterable<RecordedMessage>;
    get(messageId: string, request?: RequestOptions): PromiseLike<RecordedMessage>;
}

type NotificationEvent = PortOrderStatus | CdrExportStatus | MessageProvisioningStatus;

interface OptOutStore {
    has(number: string): boolean | Promise<boolean>;
    add(number: string): unknown;
    delete(number: string): unknown;
}

interface OptOuts {
    receive(event: WebhookEvent): Promise<Keyword | undefined>;
    receiveError(error: unknown, to: string): Promise<boolean>;
    has(number: string): Promise<boolean>;
    add(number: string): Promise<void>;
    remove(number: string): Promise<void>;
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

interface RecordedMessage {
    id: string;
    body: string | null;
    direction: string;
    to: string;
    from: string;
    timestamp: Date;
    amountNanodollars: number;
    amountDisplay: string;
    isMms: boolean;
    messageEncoding: number;
    messageType: string;
    status: string;
    deliveryReceipts?: RecordedReceipt[] | undefined;
    media?: ReceivedMedia[] | undefined;
    messageCallbackUrl?: string | null | undefined;
}

interface RecordedReceipt {
    level: number;
    status: string;
    statusCode: number | null;
    statusCodeDescription: string | null;
    timestamp: Date;
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

type WebhookEvent = MessageReceived | MessageReceipt | NotificationEvent | UnknownWebhook;

type WebhookHandler = (request: Request, info?: RequestInfo) => Promise<Response>;

interface WebhookOptions {
    onMessage?: ((message: MessageReceived) => unknown) | undefined;
    onReceipt?: ((receipt: MessageReceipt) => unknown) | undefined;
    onEvent?: ((event: NotificationEvent | UnknownWebhook) => unknown) | undefined;
    onError?: ((error: unknown, event: WebhookEvent | undefined) => unknown) | undefined;
    secret?: string | undefined;
    allowedAddresses?: readonly string[] | undefined;
    trustProxy?: boolean | number | undefined;
    clientAddress?: ((request: Request, info: RequestInfo) => string | null | undefined | Promise<string | null | undefined>) | undefined;
    seen?: SeenStore | undefined;
    storeTimeout?: number | undefined;
    maxBytes?: number | undefined;
}

declare function backfill(options: BackfillOptions): Promise<BackfillResult>;

declare function createOptOuts(store?: OptOutStore): OptOuts;

declare function createWebhookHandler(options: WebhookOptions): WebhookHandler;

declare const flowrouteAddresses: readonly string[];

declare function memoryStore(maxKeys?: number): SeenStore;

declare function parseWebhook(body: unknown): WebhookEvent;

declare function toGatewayHandler(handler: WebhookHandler): (event: unknown) => Promise<GatewayResponse>;

// Not exported, but part of what is.

interface WebhookBase {
    id: string | null;
    raw: Payload;
}
