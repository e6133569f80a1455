// The public surface, kept to be compared. Change it with: npx -y pnpm api --update

interface CallRecord {
    direction: Open<'Inbound' | 'Outbound'>;
    startTime: Date;
    endTime: Date | null;
    destination: string | null;
    numberAlias: string | null;
    callerid: string | null;
    totalCost: string;
    totalCostNanodollars: number | null;
    destinationName: string | null;
    calleridCountry: string | null;
    lineInformation: string | null;
    result: Open<'completed'> | null;
    callFailSipCode: number | null;
    callFailReason: string | null;
    duration: number;
    billedDuration: number;
    rate: string | null;
    rateNanodollars: number | null;
    firstIncrement: number | null;
    subsequentIncrement: number | null;
    costSubtotal: string | null;
    costSubtotalNanodollars: number | null;
    connectFee: string | null;
    connectFeeNanodollars: number | null;
    usfFee: string | null;
    usfFeeNanodollars: number | null;
    ccrf: string | null;
    ccrfNanodollars: number | null;
    cnamLookupFee: string | null;
    cnamLookupFeeNanodollars: number | null;
    customXTag: string | null;
    customerIp: string | null;
}

declare class CallRecords implements AsyncIterable<CallRecord> {
    #private;
    constructor(prepare: (exportId: string | undefined) => Reading);
    get exportId(): string | undefined;
    [Symbol.asyncIterator](): AsyncGenerator<CallRecord, void, undefined>;
    toArray({ max }?: {
        max?: number;
    }): Promise<CallRecord[]>;
}

interface CdrExport {
    id: string;
    status: Open<'processing' | 'completed' | 'failed'>;
    callbackUrl: string | null;
    downloadUrl: string | null;
    requestedAt: Date | null;
    createdAt: Date | null;
    expiresAt: Date | null;
    numCalls: number | null;
    billedMinutes: number | null;
    totalCost: string | null;
    totalCostNanodollars: number | null;
    callSubtotal: string | null;
    callSubtotalNanodollars: number | null;
    connectFees: string | null;
    connectFeesNanodollars: number | null;
    cnamlookupFees: string | null;
    cnamlookupFeesNanodollars: number | null;
    usfFees: string | null;
    usfFeesNanodollars: number | null;
    ccrf: string | null;
    ccrfNanodollars: number | null;
    filterParameters: FilterParameters;
}

declare class CdrExportError extends FlowrouteError {
    readonly exportId: string;
    readonly exportStatus: CdrExport['status'];
    constructor(message: string, { id, status }: CdrExport);
    get name(): string;
}

declare class Cdrs {
    #private;
    constructor(client?: Client | ClientOptions, options?: CdrsOptions);
    createExport(options: ExportOptions, request?: RequestOptions): ApiPromise<CdrExport>;
    list(options?: ListOptions, request?: RequestOptions): List<CdrExport>;
    get(exportId: string, request?: RequestOptions): ApiPromise<CdrExport>;
    records(options: RecordsOptions, request?: RequestOptions): CallRecords;
}

interface CdrsOptions {
    fetch?: ((request: Request) => Promise<Response>) | undefined;
    backoff?: {
        base?: number | undefined;
        max?: number | undefined;
    } | undefined;
}

interface ExistingExport {
    exportId: string;
}

interface ExportOptions {
    from: Date | string;
    to: Date | string;
    numberAliases?: readonly string[] | undefined;
    numberAliasesContains?: readonly string[] | undefined;
    destinationNumbers?: readonly string[] | undefined;
    calleridNumbers?: readonly string[] | undefined;
    customXTags?: readonly string[] | undefined;
    callerIp?: string | undefined;
    durationGreaterThan?: number | undefined;
    filters?: Readonly<Record<string, unknown>> | undefined;
    callbackUrl?: string | undefined;
}

interface FilterParameters {
    startCallStartTime?: Date | null | undefined;
    startCallEndTime?: Date | null | undefined;
    numberAliases?: string[] | null | undefined;
    numberAliasesContains?: string[] | null | undefined;
    destinationNumbers?: string[] | null | undefined;
    calleridNumbers?: string[] | null | undefined;
    customXTags?: string[] | null | undefined;
    callerIp?: string | null | undefined;
    durationGreaterThan?: number | null | undefined;
}

interface ListOptions extends PageOptions {
    status?: Open<'processing' | 'completed' | 'failed'> | undefined;
}

interface ReadOptions {
    waitTimeout?: number | undefined;
    pollInterval?: number | undefined;
    maxDownloadBytes?: number | undefined;
    maxBytes?: number | undefined;
    maxRowBytes?: number | undefined;
}

type RecordsOptions = (ExportOptions | ExistingExport) & ReadOptions;

declare class StorageError extends FlowrouteError {
    readonly status: number;
    readonly code: string;
    readonly reason: string;
    readonly requestId: string;
    constructor(path: string, status: number, text: string);
    get name(): string;
}

// Not exported, but part of what is.

interface FileRequest {
    fetch?: ((request: Request) => Promise<Response>) | undefined;
    headers?: Readonly<Record<string, string>>;
    signal: AbortSignal;
    timeout: number;
}

interface Reading {
    ready(onExport: (exportId: string) => void): Promise<CdrExport>;
    open(found: CdrExport): RemoteFile;
    report: ReportValue;
    maxBytes: number;
    maxRowBytes: number;
    signal: AbortSignal | undefined;
}

declare class RemoteFile {
    #private;
    attempts: number;
    constructor(options: RemoteFileOptions);
    get context(): {
        method: string;
        path: string;
    };
    close(): void;
    pass(): AsyncGenerator<Uint8Array, void, undefined>;
    damaged(error: ResponseFormatError, isMistaken: boolean): Promise<void>;
    formatError(message: string, status?: number, snippet?: string): ResponseFormatError;
}

interface RemoteFileOptions {
    url: string;
    renew(signal: AbortSignal): Promise<string>;
    fetch: FileRequest['fetch'];
    signal: AbortSignal | undefined;
    timeout: number;
    retries: number;
    backoff: {
        base: number;
        max: number;
    };
    maxBytes: number;
}

type ReportValue = (field: string, message: string) => void;
