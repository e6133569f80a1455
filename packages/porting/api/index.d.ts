// The public surface, kept to be compared. Change it with: npx -y pnpm api --update

type Content = Blob | Uint8Array | ArrayBuffer | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

type DetailChanges = Partial<Omit<NewPortOrder, 'numbers' | 'presets'>>;

interface DocumentUpload {
    filename: string;
    content: Content;
    size?: number | undefined;
}

interface DownloadOptions {
    maxBytes?: number | undefined;
}

interface DownloadedDocument {
    id: string;
    contentType: string | null;
    size: number | null;
    stream: ReadableStream<Uint8Array>;
    bytes(): Promise<Uint8Array>;
}

interface LetterOfAgency extends PortAddress {
    id: string;
    numbers: string[];
    billingName?: string | null | undefined;
    company?: string | null | undefined;
    provider?: string | null | undefined;
    usageType?: string | null | undefined;
    signatureName?: string | null | undefined;
    signatureTitle?: string | null | undefined;
    loaCopy?: string | null | undefined;
}

interface ListOptions extends PageOptions {
    numbers?: readonly string[] | undefined;
    status?: Open<PortOrderState> | undefined;
    alias?: string | undefined;
    completionDate?: string | undefined;
    createdAfter?: Date | string | undefined;
    createdBefore?: Date | string | undefined;
    modifiedAfter?: Date | string | undefined;
    modifiedBefore?: Date | string | undefined;
    completedAfter?: Date | string | undefined;
    completedBefore?: Date | string | undefined;
}

interface LoaDetails {
    email?: string | null | undefined;
    cc?: string | null | undefined;
}

interface NewPortOrder extends ServiceAddress {
    numbers: readonly string[];
    billingName: string;
    provider: string;
    providerAccount?: string | undefined;
    pin?: string | undefined;
    last4Ssn?: string | undefined;
    company?: string | undefined;
    usageType?: Open<'Business' | 'Residential'> | undefined;
    billingNumber?: string | undefined;
    billingAddress?: Partial<ServiceAddress> | undefined;
    desiredCompletionDate?: string | undefined;
    enableCnamLookups?: boolean | undefined;
    loaDetails?: Pick<LoaDetails, 'email' | 'cc'> | undefined;
    presets?: PresetIds | undefined;
    statusUrl?: string | undefined;
    alias?: string | undefined;
}

interface NumberChanges {
    add?: readonly string[] | undefined;
    remove?: readonly string[] | undefined;
}

type OrderReference = string | {
    readonly id: string;
    readonly status?: string | undefined;
};

interface PortAddress {
    street?: string | null | undefined;
    street2?: string | null | undefined;
    city?: string | null | undefined;
    state?: string | null | undefined;
    zip?: string | null | undefined;
    country?: string | null | undefined;
}

interface PortDocument {
    id: string | null;
    filename?: string | null | undefined;
    status?: Open<'pending' | 'processing' | 'uploaded' | 'failed'> | undefined;
    file?: string | null | undefined;
    originalUrl?: string | null | undefined;
}

type PortGroupState = 'requires_action' | 'in_progress' | 'completed' | 'canceled';

interface PortGroupStatus {
    id: string;
    status: Open<PortGroupState>;
    orders: PortOrderStatus[];
}

interface PortOrder extends PortOrderStatus, PortAddress {
    numbers: string[];
    alias?: string | null | undefined;
    groupId?: string | null | undefined;
    groupStatus?: Open<PortGroupState> | null | undefined;
    cost?: string | null | undefined;
    billingName?: string | null | undefined;
    billingNumber?: string | null | undefined;
    billingAddress?: PortAddress | null | undefined;
    company?: string | null | undefined;
    provider?: string | null | undefined;
    providerAccount?: string | null | undefined;
    pin?: string | null | undefined;
    last4Ssn?: string | null | undefined;
    usageType?: string | null | undefined;
    desiredCompletionDate?: string | null | undefined;
    completionDate?: string | null | undefined;
    createdDate?: Date | null | undefined;
    modifiedDate?: Date | null | undefined;
    enableCnamLookups?: boolean | null | undefined;
    loaDetails?: LoaDetails | null | undefined;
    presets?: PortPresets | null | undefined;
    comments?: unknown[] | null | undefined;
    businessDocuments?: PortDocument[] | undefined;
    statusUrl?: string | null | undefined;
}

interface PortOrderChange {
    id: string;
    status: Open<PortOrderState>;
    previous: Open<PortOrderState> | undefined;
    reason: string;
    order: PortOrder;
}

interface PortOrderGroup {
    groupId: string | null;
    orders: PortOrder[];
}

type PortOrderState = 'pending' | 'processing' | 'submitted' | 'accepted' | 'rejected' | 'review' | 'completed' | 'canceled' | 'abandoned' | 'hard_canceled' | 'processing_abandoned';

interface PortOrderStatus {
    id: string;
    status: Open<PortOrderState>;
    statusUpdatedAt?: Date | null | undefined;
}

declare class PortOrderWatch extends ApiPromise<PortOrderChange> implements AsyncIterable<PortOrderChange> {
    #private;
    constructor(settings: () => WatchSettings, read: (settings: WatchSettings) => Read);
    [Symbol.asyncIterator](): AsyncGenerator<PortOrderChange, void, undefined>;
}

interface PortPresets {
    cnamId?: string | null | undefined;
    e911Id?: string | null | undefined;
    primaryRouteId?: string | null | undefined;
    failoverRouteId?: string | null | undefined;
    alias?: string | null | undefined;
}

interface Portability {
    portable: string[];
    nonportable: string[];
    hypernetworkEnabled: string[];
    groups: PortabilityGroup[];
}

interface PortabilityGroup {
    currentServiceProviderName?: string | null | undefined;
    currentServiceProviderId?: string | null | undefined;
    gainingServiceProviderName?: string | null | undefined;
    gainingServiceProviderId?: string | null | undefined;
    numbers: string[];
}

declare class Porting {
    #private;
    constructor(client?: Client | ClientOptions, options?: PortingOptions);
    checkPortability(numbers: readonly string[], request?: RequestOptions): ApiPromise<Portability>;
    create(order: NewPortOrder, request?: RequestOptions): ApiPromise<PortOrderGroup>;
    list(options?: ListOptions, request?: RequestOptions): List<PortOrder>;
    get(order: OrderReference, request?: RequestOptions): ApiPromise<PortOrder>;
    getGroupStatus(groupId: string, request?: RequestOptions): ApiPromise<PortGroupStatus>;
    getStatus(order: OrderReference, request?: RequestOptions): ApiPromise<PortOrderStatus>;
    updatePresets(order: OrderReference, changes: PresetChanges, request?: RequestOptions): ApiPromise<PortOrder>;
    updateDetails(order: OrderReference, changes: DetailChanges, request?: RequestOptions): ApiPromise<PortOrder>;
    changeNumbers(order: OrderReference, changes: NumberChanges, request?: RequestOptions): ApiPromise<PortOrder>;
    addToGroup(groupId: string, numbers: readonly string[], request?: RequestOptions): ApiPromise<PortOrderGroup>;
    cancel(order: OrderReference, request?: RequestOptions): ApiPromise<PortOrderStatus>;
    getLoa(order: OrderReference, request?: RequestOptions): ApiPromise<LetterOfAgency>;
    signLoa(order: OrderReference, loa: LetterOfAgency, signature: Signature, request?: RequestOptions): ApiPromise<PortOrder | undefined>;
    uploadDocument(order: OrderReference, upload: DocumentUpload, request?: RequestOptions): ApiPromise<UploadedDocument>;
    addDocumentFromUrl(order: OrderReference, url: string, options?: PullOptions, request?: RequestOptions): ApiPromise<PortDocument>;
    listDocuments(order: OrderReference, request?: RequestOptions): ApiPromise<PortDocument[]>;
    downloadDocument(order: OrderReference, documentId: string, options?: DownloadOptions, request?: RequestOptions): ApiPromise<DownloadedDocument>;
    watch(order: OrderReference, options?: WatchOptions, request?: RequestOptions): PortOrderWatch;
}

interface PortingOptions {
    fetch?: Fetch | undefined;
}

interface PresetChanges {
    cnamId?: string | null | undefined;
    e911Id?: string | null | undefined;
    primaryRouteId?: string | null | undefined;
    failoverRouteId?: string | null | undefined;
    alias?: string | null | undefined;
}

interface PullOptions {
    filename?: string | undefined;
}

interface ServiceAddress {
    street: string;
    street2?: string | undefined;
    city: string;
    state: string;
    zip: string;
    country: Open<'US' | 'CA'>;
}

interface Signature {
    signatureName: string;
    signatureTitle: string;
}

declare class StorageError extends FlowrouteError {
    readonly status: number;
    readonly code: string;
    readonly reason: string;
    readonly requestId: string;
    constructor({ method, path, status, text, outcome }: StorageFailure);
    get name(): string;
}

interface UploadedDocument {
    id: string;
    filename: string;
}

interface WatchOptions {
    until?: readonly Open<PortOrderState>[] | ((status: string) => boolean) | undefined;
    timeout?: number | undefined;
    signal?: AbortSignal | undefined;
    interval?: {
        base?: number | undefined;
        max?: number | undefined;
    } | undefined;
    maxFailures?: number | undefined;
}

declare class WatchTimeoutError extends TimeoutError {
    readonly status: string | undefined;
    constructor({ orderId, timeout, path }: WatchSettings, status: string | undefined, cause?: unknown);
    get name(): string;
}

// Not exported, but part of what is.

type Fetch = (request: Request) => Promise<Response>;

type PresetIds = {
    [Name in keyof PortPresets]?: string | undefined;
};

type Read = (options: Pick<RequestOptions, 'signal' | 'deadline'>) => Promise<WithResponse<PortOrder>>;

interface StorageFailure {
    method: string;
    path: string;
    status: number;
    text: string;
    outcome: Outcome;
}

interface WatchSettings {
    orderId: string;
    until(status: string): boolean;
    timeout: number;
    signal: AbortSignal | undefined;
    interval: {
        base: number;
        max: number;
    };
    maxFailures: number;
    deadline: number;
    path: string;
}
