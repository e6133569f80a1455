// The public surface, kept to be compared. Change it with: npx -y pnpm api --update

export { CallbackKind } // of another package

type DeliveryReceipt = Entity<typeof receiptSchema>;

interface FindSentOptions {
    to: string;
    from?: string | undefined;
    body?: string | undefined;
    since: Date | string;
}

interface ListOptions extends PageOptions {
    startDate: Date | string;
    endDate?: Date | string | undefined;
}

type Media = Entity<typeof mediaSchema>;

type Message = Entity<typeof messageSchema>;

declare class Messages {
    #private;
    constructor(client?: Client | ClientOptions, { apiVersion }?: MessagesOptions);
    send(message: SendOptions, request?: RequestOptions): ApiPromise<SentMessage>;
    get(messageId: string, request?: RequestOptions): ApiPromise<Message>;
    list(options: ListOptions, request?: RequestOptions): List<Message>;
    findSent(options: FindSentOptions, request?: RequestOptions): Promise<Message[]>;
    setCallback(kind: CallbackKind, url: string, request?: RequestOptions): ApiPromise<void>;
}

interface MessagesOptions {
    apiVersion?: 'v2.1' | 'v2.2' | undefined;
}

type PriceDetails = Entity<typeof priceSchema>;

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
    mediaUrls?: readonly string[] | undefined;
    isMms?: boolean | undefined;
    dlrCallback?: string | undefined;
}

type SentMessage = Entity<typeof sentMessageSchema>;

declare function countSegments(text: string): SegmentCount;

// Not exported, but part of what is.

declare const mediaSchema: _flowroute_core.ObjectSchema<{
    id: _flowroute_core.Schema<string>;
    url: v.OptionalSchema<_flowroute_core.Schema<string>, undefined>;
    fileName: v.OptionalSchema<_flowroute_core.Schema<string>, undefined>;
    mimeType: v.OptionalSchema<_flowroute_core.Schema<string>, undefined>;
    fileSize: v.OptionalSchema<_flowroute_core.Schema<number>, undefined>;
}>;

declare const messageSchema: _flowroute_core.ObjectSchema<{
    id: _flowroute_core.Schema<string>;
    body: v.NullableSchema<_flowroute_core.Schema<string>, undefined>;
    direction: _flowroute_core.Schema<_flowroute_core.Open<"inbound" | "outbound">>;
    to: _flowroute_core.Schema<string>;
    from: _flowroute_core.Schema<string>;
    timestamp: _flowroute_core.Schema<Date>;
    amountNanodollars: _flowroute_core.Schema<number>;
    amountDisplay: _flowroute_core.Schema<string>;
    isMms: _flowroute_core.Schema<boolean>;
    messageEncoding: _flowroute_core.Schema<number>;
    messageType: _flowroute_core.Schema<_flowroute_core.Open<"longcode" | "toll-free">>;
    status: _flowroute_core.Schema<string>;
    deliveryReceipts: v.OptionalSchema<_flowroute_core.Schema<({
        level: number;
        status: string;
        statusCode: number | null;
        statusCodeDescription: string | null;
        timestamp: Date;
    } & {
        [key: string]: unknown;
    })[]>, undefined>;
    media: v.OptionalSchema<_flowroute_core.Schema<({
        id: string;
        url?: string | undefined;
        fileName?: string | undefined;
        mimeType?: string | undefined;
        fileSize?: number | undefined;
    } & {
        [key: string]: unknown;
    })[]>, undefined>;
    messageCallbackUrl: v.OptionalSchema<v.NullableSchema<_flowroute_core.Schema<string>, undefined>, undefined>;
    priceDetails: v.OptionalSchema<_flowroute_core.ObjectSchema<{
        baseRate: v.OptionalSchema<_flowroute_core.Schema<number>, undefined>;
        surchargeRate: v.OptionalSchema<_flowroute_core.Schema<number>, undefined>;
        segmentCount: v.OptionalSchema<_flowroute_core.Schema<number>, undefined>;
        chargedCost: v.OptionalSchema<_flowroute_core.Schema<number>, undefined>;
    }>, undefined>;
}>;

declare const priceSchema: _flowroute_core.ObjectSchema<{
    baseRate: v.OptionalSchema<_flowroute_core.Schema<number>, undefined>;
    surchargeRate: v.OptionalSchema<_flowroute_core.Schema<number>, undefined>;
    segmentCount: v.OptionalSchema<_flowroute_core.Schema<number>, undefined>;
    chargedCost: v.OptionalSchema<_flowroute_core.Schema<number>, undefined>;
}>;

declare const receiptSchema: _flowroute_core.ObjectSchema<{
    level: _flowroute_core.Schema<number>;
    status: _flowroute_core.Schema<string>;
    statusCode: v.OptionalSchema<v.NullableSchema<_flowroute_core.Schema<number>, undefined>, null>;
    statusCodeDescription: v.OptionalSchema<v.NullableSchema<_flowroute_core.Schema<string>, undefined>, null>;
    timestamp: _flowroute_core.Schema<Date>;
}>;

declare const sentMessageSchema: _flowroute_core.ObjectSchema<{
    id: _flowroute_core.Schema<string>;
    priceDetails: v.OptionalSchema<_flowroute_core.ObjectSchema<{
        baseRate: v.OptionalSchema<_flowroute_core.Schema<number>, undefined>;
        surchargeRate: v.OptionalSchema<_flowroute_core.Schema<number>, undefined>;
        segmentCount: v.OptionalSchema<_flowroute_core.Schema<number>, undefined>;
        chargedCost: v.OptionalSchema<_flowroute_core.Schema<number>, undefined>;
    }>, undefined>;
}>;
