// The public surface, kept to be compared. Change it with: npx -y pnpm api --update

interface AsciiText {
    text: string;
    replacements: CharacterReplacement[];
    remaining: TextCharacter[];
}

export { Callback } // of another package

export { CallbackKind } // of another package

interface CharacterReplacement extends TextCharacter {
    replacement: string;
}

type CheckMediaOptions = Omit<DownloadOptions, 'maxBytes'>;

interface CheckTextOptions {
    pricePerSegment?: number | undefined;
}

interface CheckedFile {
    url: string;
    status: number | undefined;
    mimeType: string | undefined;
    bytes: number | undefined;
    redirect: string | undefined;
    problems: string[];
}

declare class DeliveryError extends FlowrouteError {
    readonly messageId: string;
    readonly statusCode: number;
    readonly receipt: DeliveryReceipt;
    constructor(messageId: string, receipt: DeliveryReceipt);
    get name(): string;
    get docs(): string;
}

interface DeliveryReceipt {
    level: number;
    status: string;
    statusCode: number | null;
    statusCodeDescription: string | null;
    timestamp: Date;
}

declare class DeliveryTimeoutError extends TimeoutError {
    readonly receipt: DeliveryReceipt | undefined;
    constructor(messageId: string, milliseconds: number, receipt: DeliveryReceipt | undefined, cause: unknown);
    get name(): string;
}

interface DownloadOptions {
    maxBytes?: number | undefined;
    timeout?: number | undefined;
    signal?: AbortSignal | undefined;
    fetch?: ((request: Request) => Promise<Response>) | undefined;
}

interface DownloadedMedia {
    bytes: Bytes;
    mimeType: string | undefined;
    fileName: string | undefined;
}

interface FindManySentOptions extends SentSearchOptions {
    messages: readonly SentMessageQuery[];
    now?: (() => number | PromiseLike<number>) | undefined;
}

interface FindSentOptions extends SentMessageQuery, SentSearchOptions {
}

type KnownIds = Iterable<string> | ((ids: readonly string[]) => Iterable<string> | PromiseLike<Iterable<string>>);

interface ListOptions extends PageOptions {
    startDate: Date | string;
    endDate?: Date | string | undefined;
}

interface Media {
    id: string;
    url?: string | undefined;
    fileName?: string | undefined;
    mimeType?: string | undefined;
    fileSize?: number | undefined;
}

interface MediaCheck {
    isOk: boolean;
    problems: string[];
    totalBytes: number | undefined;
    files: CheckedFile[];
}

declare class MediaError extends FlowrouteError {
    readonly status: number | undefined;
    constructor(mediaId: string, problem: string, status?: number);
    get name(): string;
}

interface Message {
    id: string;
    body: string | null;
    direction: Open<'inbound' | 'outbound'>;
    to: string;
    from: string;
    timestamp: Date;
    amountNanodollars: number;
    amountDisplay: string;
    isMms: boolean;
    messageEncoding: number;
    messageType: Open<'longcode' | 'toll-free'>;
    status: string;
    deliveryReceipts?: DeliveryReceipt[] | undefined;
    media?: Media[] | undefined;
    messageCallbackUrl?: string | null | undefined;
    priceDetails?: PriceDetails | undefined;
}

declare class Messages {
    #private;
    constructor(client?: Client | ClientOptions, options?: MessagesOptions);
    send(message: SendOptions, request?: RequestOptions): ApiPromise<SentMessage>;
    get(messageId: string, request?: RequestOptions): ApiPromise<Message>;
    list(options: ListOptions, request?: RequestOptions): List<Message>;
    findSent(options: FindSentOptions, request?: RequestOptions): Promise<Message[]>;
    findSent(options: FindManySentOptions, request?: RequestOptions): Promise<SentSearch>;
    resolve(target: unknown, options?: ResolveOptions, request?: RequestOptions): Promise<Resolution>;
    waitFor(messageId: string, options: WaitForOptions, request?: RequestOptions): Promise<DeliveryReceipt>;
    setCallback(kind: CallbackKind, url: string, request?: RequestOptions): ApiPromise<void>;
    getCallback(kind: CallbackKind, request?: RequestOptions): Promise<Callback | undefined>;
    removeCallback(kind: CallbackKind, request?: RequestOptions): ApiPromise<void>;
    getMedia(mediaId: string, request?: RequestOptions): ApiPromise<Media>;
    downloadMedia(media: string | Media, options?: DownloadOptions, request?: RequestOptions): Promise<DownloadedMedia>;
}

interface MessagesOptions {
    apiVersion?: 'v2.0' | 'v2.1' | 'v2.2' | undefined;
}

interface PriceDetails {
    baseRate?: number | undefined;
    surchargeRate?: number | undefined;
    segmentCount?: number | undefined;
    chargedCost?: number | undefined;
}

interface ReceiptDescription {
    code: number;
    meaning: string;
    kind: ReceiptKind;
    isFinal: boolean;
    advice: string;
}

type ReceiptKind = 'progress' | 'delivered' | 'temporary' | 'permanent' | 'optedOut' | 'spam' | 'sender' | 'unknown';

interface ReceiptSource {
    subscribe(messageId: string, onReceipt: (receipt: DeliveryReceipt) => void): () => void;
}

interface Receipts extends ReceiptSource {
    readonly push: (receipt: ReceivedReceipt) => void;
}

interface ReceivedReceipt extends Pick<DeliveryReceipt, 'level' | 'status' | 'statusCode'> {
    messageId: string;
    statusCodeDescription?: string | null | undefined;
    timestamp?: Date | undefined;
}

interface Resolution {
    record: Message | undefined;
    searches: number;
    searchedFor: number;
    clockSkew: number | undefined;
}

interface ResolveOptions {
    waits?: readonly number[] | undefined;
    exclude?: KnownIds | undefined;
}

interface SegmentCount {
    segments: number;
    encoding: 0 | 8;
    characters: number;
    charactersPerSegment: 160 | 140 | 70;
}

interface SendOptions {
    to: string;
    from: string;
    body?: string | undefined;
    ascii?: boolean | undefined;
    mediaUrls?: readonly string[] | undefined;
    isMms?: boolean | undefined;
    dlrCallback?: string | undefined;
}

interface SentMessage {
    id: string;
    priceDetails?: PriceDetails | undefined;
}

interface SentMessageQuery {
    to: string;
    from?: string | undefined;
    body?: string | undefined;
    ascii?: boolean | undefined;
    mediaUrls?: readonly string[] | undefined;
    isMms?: boolean | undefined;
    dlrCallback?: string | undefined;
}

interface SentSearch {
    records: (Message | undefined)[];
    others: Message[];
    clockSkew: number | undefined;
    since: Date;
    startedAt: Date;
}

interface SentSearchOptions {
    since: Date | string;
    until?: Date | string | undefined;
    pageSize?: number | undefined;
    exclude?: KnownIds | undefined;
}

interface TextCharacter {
    character: string;
    index: number;
}

interface TextCheck extends SegmentCount {
    cost: number | undefined;
    nonAscii: TextCharacter[];
}

interface ToAsciiOptions {
    accents?: boolean | undefined;
}

interface WaitForOptions {
    until: 'accepted' | 'delivered';
    timeout?: number | undefined;
    signal?: AbortSignal | undefined;
    interval?: {
        base?: number | undefined;
        max?: number | undefined;
    } | undefined;
    receipts?: ReceiptSource | undefined;
}

declare function checkMedia(urls: readonly string[], options?: CheckMediaOptions): Promise<MediaCheck>;

declare function checkText(text: string, { pricePerSegment }?: CheckTextOptions): TextCheck;

declare function countSegments(text: string): SegmentCount;

declare function createReceipts(): Receipts;

declare function describeReceipt(code: number): ReceiptDescription;

declare function toAscii(text: string, { accents }?: ToAsciiOptions): AsciiText;
