// The public surface, kept to be compared. Change it with: npx -y pnpm api --update

interface AccountControl {
    readonly balance: number | null;
    setBalance(balance: number | null): void;
}

interface CarrierControl {
    readonly failure: CarrierFailure | null;
    fail(outcome: CarrierOutcome, messages?: number | null): void;
    recover(): void;
}

interface CarrierFailure {
    readonly outcome: CarrierOutcome;
    readonly messages: number | null;
}

type CarrierOutcome = (typeof carrierOutcomes)[number];

interface CdrExportControl {
    list(): CdrExportSummary[];
    complete(id: string): void;
    fail(id: string): void;
}

interface CdrExportSummary {
    readonly id: string;
    readonly status: 'processing' | 'completed' | 'failed';
    readonly from: string;
    readonly to: string;
    readonly calls: number | null;
    readonly cost: string | null;
    readonly expiresAt: string | null;
}

interface Clock {
    now(): Date;
    advance(milliseconds: number): void;
    set(time: Date): void;
}

interface CnamReview {
    approve(id: string): void;
    reject(id: string, reason: string): void;
}

interface ControlList<Item> extends AsyncIterable<Item> {
    toArray(): Promise<Item[]>;
}

interface Delivery {
    readonly id: string;
    readonly url: string;
    readonly payload: unknown;
    readonly attempts: readonly DeliveryAttempt[];
    readonly state: 'pending' | 'delivered' | 'given-up';
    readonly nextAttemptAt?: Date;
}

interface DeliveryAttempt {
    readonly at: Date;
    readonly status: number | null;
    readonly error?: string;
    readonly resent?: boolean;
    readonly answer?: {
        readonly headers: Readonly<Record<string, string>>;
        readonly body: LoggedBody;
    };
}

interface EmptyFault {
    kind: 'empty';
    when?: FaultMoment | undefined;
}

interface Emulator extends Settings {
    fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>;
    readonly accessKey: string;
    readonly secretKey: string;
    reset(): void;
    snapshot(): EmulatorSnapshot;
    restore(snapshot: EmulatorSnapshot): void;
    readonly clock: Clock;
    readonly cnams: CnamReview;
    readonly portOrders: PortOrderControl;
    readonly cdrExports: CdrExportControl;
    receive(message: ReceivedMessage): string;
    settled(): Promise<void>;
    deliveries(): readonly Delivery[];
    resend(deliveryId: string): void;
    requests(): readonly LoggedRequest[];
}

interface EmulatorClientOptions {
    readonly fetch: Emulator['fetch'];
    readonly accessKey: string;
    readonly secretKey: string;
    readonly baseUrl: string;
}

declare class EmulatorControl {
    #private;
    readonly clock: ControlClock;
    readonly cnams: ControlCnams;
    readonly portOrders: ControlPortOrders;
    readonly cdrExports: ControlCdrExports;
    readonly faults: ControlFaults;
    readonly account: ControlAccount;
    readonly rateLimits: ControlRateLimits;
    readonly carrier: ControlCarrier;
    readonly names: ControlNames;
    readonly callbacks: ControlCallbacks;
    readonly inboundWebhooks: ControlInboundWebhooks;
    constructor(options?: EmulatorControlOptions);
    get url(): string;
    reset(): Promise<void>;
    snapshot(): Promise<EmulatorSnapshot>;
    restore(snapshot: EmulatorSnapshot): Promise<void>;
    receive({ mediaUrls, ...message }: ReceivedMessage): Promise<string>;
    messages(): ControlList<WireMessage>;
    requests(): ControlList<LoggedRequest>;
    deliveries(): Promise<Delivery[]>;
    resend(deliveryId: string): Promise<void>;
    settled(): Promise<void>;
}

declare class EmulatorControlError extends Error {
    readonly name = "EmulatorControlError";
    readonly status: number | undefined;
    readonly reason: string | undefined;
    constructor(message: string, { status, reason, cause }?: Failure);
}

interface EmulatorControlOptions {
    url?: string | undefined;
    accessKey?: string | undefined;
    secretKey?: string | undefined;
    fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
}

interface EmulatorOptions extends SettingsOptions {
    accessKey?: string;
    secretKey?: string;
    seed?: number;
    startTime?: Date;
    runs?: boolean;
    deliver?: (request: Request) => Promise<Response>;
    world?: StartingWorld;
}

interface EmulatorServer extends Emulator, AsyncDisposable {
    readonly url: string;
    readonly port: number;
    close(): Promise<void>;
}

type EmulatorSnapshot = v.InferOutput<typeof snapshotDocument>;

interface Fault extends FaultRule {
    readonly id: string;
    readonly hits: number;
    readonly remaining: number | null;
}

interface FaultControl {
    add(rule: FaultRule): string;
    list(): Fault[];
    remove(id: string): void;
    clear(): void;
}

type FaultEffect = LatencyFault | LateRecordFault | LateEffectFault | StatusFault | HtmlFault | EmptyFault | TruncatedFault | StallFault | ResetFault | NextLinkFault;

type FaultMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';

type FaultMoment = 'before' | 'after';

interface FaultRule {
    method?: FaultMethod | undefined;
    path?: string | undefined;
    times?: number | undefined;
    probability?: number | undefined;
    fault: FaultEffect;
}

interface FreshEmulator extends TestEmulator, AsyncDisposable {
    close(): Promise<void>;
}

interface HtmlFault {
    kind: 'html';
    when?: FaultMoment | undefined;
}

type InboundFormat = (typeof inboundFormats)[number];

interface InboundWebhookControl {
    format: InboundFormat;
}

interface InboxPageOptions {
    url?: string;
    script?: string;
}

interface LateEffectFault {
    kind: 'late-effect';
    milliseconds: number;
    answer?: 'late' | 'none' | undefined;
}

interface LateRecordFault {
    kind: 'late-record';
    milliseconds: number;
}

interface LatencyFault {
    kind: 'latency';
    milliseconds: number;
    when?: FaultMoment | undefined;
}

interface LoggedBody {
    readonly text: string;
    readonly truncated: boolean;
}

interface LoggedRequest {
    readonly id: string;
    readonly at: Date;
    readonly method: string;
    readonly path: string;
    readonly query: string;
    readonly status: number | null;
    readonly error?: string;
    readonly milliseconds: number;
    readonly messageId?: string;
    readonly requestHeaders: Readonly<Record<string, string>>;
    readonly requestBody: LoggedBody;
    readonly responseHeaders: Readonly<Record<string, string>>;
    readonly responseBody: LoggedBody;
}

interface NextLinkFault {
    kind: 'next-link';
    mode: 'duplicate' | 'missing';
}

interface PortOrderControl {
    list(): PortOrderSummary[];
    accept(id: string): void;
    complete(id: string): void;
    reject(id: string, reason: string): void;
    resubmit(id: string): void;
    hardCancel(id: string, reason?: string): void;
}

interface PortOrderSummary {
    readonly id: string;
    readonly groupId: string;
    readonly alias: string;
    readonly status: string;
    readonly numbers: readonly string[];
    readonly comment: string | null;
    readonly documents: readonly {
        readonly id: string;
        readonly filename: string;
        readonly status: string;
    }[];
    readonly statusUpdatedAt: string | null;
}

interface RateLimitControl {
    enabled: boolean;
}

interface ReceivedMessage {
    from: string;
    to: string;
    body?: string;
    mediaUrls?: readonly string[];
}

interface ResetFault {
    kind: 'reset';
    when: 'before' | 'during' | 'after';
}

interface ServerOptions extends EmulatorOptions {
    port?: number;
    host?: string;
    allowRemote?: boolean;
}

interface Settings {
    readonly faults: FaultControl;
    readonly account: AccountControl;
    readonly rateLimits: RateLimitControl;
    readonly carrier: CarrierControl;
    readonly inboundWebhooks: InboundWebhookControl;
}

interface SettingsOptions {
    balance?: number | undefined;
    rateLimits?: boolean | undefined;
    inboundWebhooks?: InboundFormat | undefined;
}

interface StallFault {
    kind: 'stall';
}

interface StartingAddress {
    label: string;
    firstName: string;
    lastName: string;
    streetNumber: string;
    streetName: string;
    addressType?: string;
    addressTypeNumber?: string;
    city: string;
    state: string;
    country?: 'US' | 'CA';
    zip: string;
}

interface StartingCallbacks {
    sms_callback?: string;
    mms_callback?: string;
    sms_dlr_callback?: string;
    mms_dlr_callback?: string;
}

interface StartingCallerName {
    value: string;
    state?: 'approved' | 'pending' | 'rejected';
}

interface StartingConversation {
    number: string;
    with: string;
    messages: readonly StartingMessage[];
}

interface StartingMessage {
    in?: string;
    out?: string;
    media?: readonly string[];
    at?: string;
}

interface StartingNumber {
    number: string;
    name?: string;
    messaging?: boolean;
    route?: string;
    failover?: string;
    address?: string;
    callerName?: string;
    callbacks?: string | StartingCallbacks;
}

interface StartingRoute {
    alias: string;
    type: 'host' | 'number' | 'uri';
    value: string;
}

interface StartingWorld {
    numbers?: readonly StartingNumber[];
    routes?: readonly StartingRoute[];
    addresses?: readonly StartingAddress[];
    callerNames?: readonly StartingCallerName[];
    callbacks?: string | StartingCallbacks;
    names?: Readonly<Record<string, string>>;
    optOuts?: readonly {
        readonly number: string;
        readonly with: string;
    }[];
    conversations?: readonly StartingConversation[];
}

interface StatusFault {
    kind: 'status';
    status: number;
    retryAfter?: number | string | undefined;
    body?: string | undefined;
    contentType?: string | undefined;
    when?: FaultMoment | undefined;
}

interface TestEmulator extends Emulator {
    readonly clientOptions: EmulatorClientOptions;
}

type TestHook = (work: () => Promise<void>) => unknown;

interface TruncatedFault {
    kind: 'truncated';
}

interface UseEmulatorOptions extends EmulatorOptions {
    beforeEach?: TestHook | undefined;
    afterEach?: TestHook | undefined;
}

interface WireMessage {
    readonly id: string;
    readonly direction: 'inbound' | 'outbound';
    readonly from: string;
    readonly to: string;
    readonly body: string | null;
    readonly media_urls: readonly string[];
    readonly media: readonly WireMedia[];
    readonly is_mms: boolean;
    readonly message_encoding: number;
    readonly message_type: string;
    readonly segment_count: number;
    readonly amount_display: string;
    readonly amount_nanodollars: number;
    readonly status: string;
    readonly delivery_receipts: readonly WireReceipt[];
    readonly timestamp: string;
    readonly request: string | null;
    readonly deliveries: readonly string[];
    readonly refused: WireRefusal | null;
}

declare function createEmulator(options?: EmulatorOptions): Emulator;

declare function freshEmulator(options?: EmulatorOptions): FreshEmulator;

declare function inboxPage(emulator: Credentials, options?: InboxPageOptions): Promise<string>;

declare function startEmulator(options?: ServerOptions): Promise<EmulatorServer>;

declare function useEmulator(options?: UseEmulatorOptions): TestEmulator;

// Not exported, but part of what is.

interface ControlAccount {
    balance(): Promise<number | null>;
    setBalance(balance: number | null): Promise<void>;
}

interface ControlCallbacks {
    set(url: string | null, number?: string): Promise<void>;
}

interface ControlCarrier {
    failure(): Promise<CarrierFailure | null>;
    fail(outcome: CarrierOutcome, messages?: number): Promise<void>;
    recover(): Promise<void>;
}

interface ControlCdrExports {
    list(): ControlList<CdrExportSummary>;
    complete(id: string): Promise<void>;
    fail(id: string): Promise<void>;
}

interface ControlClock {
    now(): Promise<Date>;
    advance(milliseconds: number): Promise<Date>;
    set(time: Date): Promise<Date>;
}

interface ControlCnams {
    approve(id: string): Promise<void>;
    reject(id: string, reason: string): Promise<void>;
}

interface ControlFaults {
    add(rule: FaultRule): Promise<string>;
    list(): Promise<Fault[]>;
    remove(id: string): Promise<void>;
    clear(): Promise<void>;
}

interface ControlInboundWebhooks {
    format(): Promise<InboundFormat>;
    setFormat(format: InboundFormat): Promise<void>;
}

interface ControlNames {
    all(): Promise<Readonly<Record<string, string>>>;
    set(number: string, name: string | null): Promise<void>;
}

interface ControlPortOrders {
    list(): ControlList<PortOrderSummary>;
    accept(id: string): Promise<void>;
    complete(id: string): Promise<void>;
    reject(id: string, reason: string): Promise<void>;
    resubmit(id: string): Promise<void>;
    hardCancel(id: string, reason?: string): Promise<void>;
}

interface ControlRateLimits {
    enabled(): Promise<boolean>;
    setEnabled(enabled: boolean): Promise<void>;
}

interface Credentials {
    accessKey: string;
    secretKey: string;
}

interface Failure {
    status?: number | undefined;
    reason?: string | undefined;
    cause?: unknown;
}

interface WireMedia {
    readonly url: string;
    readonly file_name: string;
    readonly mime_type: string;
}

interface WireReceipt {
    readonly level: 1 | 2;
    readonly status: string;
    readonly status_code: number | null;
    readonly status_code_description: string;
    readonly timestamp: string;
}

interface WireRefusal {
    readonly status: number;
    readonly reason: string;
}

declare const carrierOutcomes: readonly [
    "no-route",
    "landline",
    "spam",
    "expired",
    "no-receipt",
    "late-receipt"
];

declare const inboundFormats: readonly [
    "json-api",
    "flat"
];

declare const snapshotDocument: v.StrictObjectSchema<{
    readonly version: v.LiteralSchema<1, ({ input }: v.LiteralIssue) => "is required" | "must be 1">;
    readonly seed: v.SchemaWithPipe<readonly [
        v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
        v.CheckAction<number, ({ input }: v.BaseIssue<unknown>) => string>
    ]>;
    readonly now: v.SchemaWithPipe<readonly [
        v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
        v.CheckAction<number, "must be a moment in milliseconds since the epoch">
    ]>;
    readonly random: v.RecordSchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, v.SchemaWithPipe<readonly [
        v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
        v.CheckAction<number, ({ input }: v.BaseIssue<unknown>) => string>
    ]>, "must be an object">;
    readonly routes: v.StrictObjectSchema<{
        readonly nextId: v.SchemaWithPipe<readonly [
            v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
            v.CheckAction<number, ({ input }: v.BaseIssue<unknown>) => string>
        ]>;
        readonly made: v.ArraySchema<v.StrictObjectSchema<{
            readonly id: v.SchemaWithPipe<readonly [
                v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                v.RegexAction<string, ({ input }: v.BaseIssue<unknown>) => string>
            ]>;
            readonly alias: v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>;
            readonly routeType: v.SchemaWithPipe<readonly [
                v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                v.PicklistSchema<readonly [
                    "sip-reg",
                    "host",
                    "number",
                    "uri"
                ], ({ input }: v.BaseIssue<unknown>) => string>
            ]>;
            readonly value: v.NullableSchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, undefined>;
            readonly edgeStrategyId: v.NullableSchema<v.SchemaWithPipe<readonly [
                v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                v.CheckAction<number, ({ input }: v.BaseIssue<unknown>) => string>
            ]>, undefined>;
        }, ({ expected }: v.BaseIssue<unknown>) => string>, ({ input }: v.BaseIssue<unknown>) => string>;
    }, ({ expected }: v.BaseIssue<unknown>) => string>;
    readonly emergencyAddresses: v.StrictObjectSchema<{
        readonly nextId: v.SchemaWithPipe<readonly [
            v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
            v.CheckAction<number, ({ input }: v.BaseIssue<unknown>) => string>
        ]>;
        readonly made: v.ArraySchema<v.StrictObjectSchema<{
            readonly id: v.SchemaWithPipe<readonly [
                v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                v.RegexAction<string, ({ input }: v.BaseIssue<unknown>) => string>
            ]>;
            readonly label: v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>;
            readonly firstName: v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>;
            readonly lastName: v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>;
            readonly streetNumber: v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>;
            readonly streetName: v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>;
            readonly addressType: v.NullableSchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, undefined>;
            readonly addressTypeNumber: v.NullableSchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, undefined>;
            readonly city: v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>;
            readonly state: v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>;
            readonly country: v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>;
            readonly zip: v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>;
        }, ({ expected }: v.BaseIssue<unknown>) => string>, ({ input }: v.BaseIssue<unknown>) => string>;
    }, ({ expected }: v.BaseIssue<unknown>) => string>;
    readonly cnams: v.StrictObjectSchema<{
        readonly nextId: v.SchemaWithPipe<readonly [
            v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
            v.CheckAction<number, ({ input }: v.BaseIssue<unknown>) => string>
        ]>;
        readonly made: v.ArraySchema<v.StrictObjectSchema<{
            readonly id: v.SchemaWithPipe<readonly [
                v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                v.RegexAction<string, ({ input }: v.BaseIssue<unknown>) => string>
            ]>;
            readonly value: v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>;
            readonly createdAt: v.SchemaWithPipe<readonly [
                v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                v.IntegerAction<number, "must be an integer">,
                v.CheckAction<number, "must be a moment in milliseconds since the epoch">
            ]>;
            readonly approvedAt: v.NullableSchema<v.SchemaWithPipe<readonly [
                v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                v.IntegerAction<number, "must be an integer">,
                v.CheckAction<number, "must be a moment in milliseconds since the epoch">
            ]>, undefined>;
            readonly rejectionReason: v.NullableSchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, undefined>;
        }, ({ expected }: v.BaseIssue<unknown>) => string>, ({ input }: v.BaseIssue<unknown>) => string>;
    }, ({ expected }: v.BaseIssue<unknown>) => string>;
    readonly numbers: v.ArraySchema<v.StrictObjectSchema<{
        readonly number: v.SchemaWithPipe<readonly [
            v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
            v.RegexAction<string, ({ input }: v.BaseIssue<unknown>) => string>
        ]>;
        readonly ported: v.BooleanSchema<({ input }: v.BaseIssue<unknown>) => string>;
        readonly alias: v.NullableSchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, undefined>;
        readonly cnamLookupsEnabled: v.BooleanSchema<({ input }: v.BaseIssue<unknown>) => string>;
        readonly provisioning: v.NullableSchema<v.StrictObjectSchema<{
            readonly taskId: v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>;
            readonly readyAt: v.SchemaWithPipe<readonly [
                v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                v.IntegerAction<number, "must be an integer">,
                v.CheckAction<number, "must be a moment in milliseconds since the epoch">
            ]>;
            readonly notify: v.StrictObjectSchema<{
                readonly email: v.ExactOptionalSchema<v.BooleanSchema<({ input }: v.BaseIssue<unknown>) => string>, undefined>;
                readonly callbackUrl: v.ExactOptionalSchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, undefined>;
            }, ({ expected }: v.BaseIssue<unknown>) => string>;
        }, ({ expected }: v.BaseIssue<unknown>) => string>, undefined>;
        readonly primaryRouteId: v.NullableSchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, undefined>;
        readonly failoverRouteId: v.NullableSchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, undefined>;
        readonly billingMethod: v.SchemaWithPipe<readonly [
            v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
            v.PicklistSchema<readonly [
                "VPRI",
                "METERED"
            ], ({ input }: v.BaseIssue<unknown>) => string>
        ]>;
        readonly emergencyAddressId: v.NullableSchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, undefined>;
        readonly cnamId: v.NullableSchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, undefined>;
        readonly callbacks: v.ArraySchema<v.StrictObjectSchema<{
            readonly kind: v.SchemaWithPipe<readonly [
                v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                v.PicklistSchema<readonly [
                    "sms_callback",
                    "mms_callback",
                    "sms_dlr_callback",
                    "mms_dlr_callback",
                    "dlr_callback"
                ], ({ input }: v.BaseIssue<unknown>) => string>
            ]>;
            readonly url: v.SchemaWithPipe<readonly [
                v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                v.CheckAction<string, "must be an absolute http or https URL">
            ]>;
        }, ({ expected }: v.BaseIssue<unknown>) => string>, ({ input }: v.BaseIssue<unknown>) => string>;
    }, ({ expected }: v.BaseIssue<unknown>) => string>, ({ input }: v.BaseIssue<unknown>) => string>;
    readonly names: v.OptionalSchema<v.RecordSchema<v.SchemaWithPipe<readonly [
        v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
        v.RegexAction<string, ({ input }: v.BaseIssue<unknown>) => string>
    ]>, v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, "must be an object">, {}>;
    readonly callbacks: v.ArraySchema<v.StrictObjectSchema<{
        readonly kind: v.SchemaWithPipe<readonly [
            v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
            v.PicklistSchema<readonly [
                "sms_callback",
                "mms_callback",
                "sms_dlr_callback",
                "mms_dlr_callback",
                "dlr_callback"
            ], ({ input }: v.BaseIssue<unknown>) => string>
        ]>;
        readonly url: v.SchemaWithPipe<readonly [
            v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
            v.CheckAction<string, "must be an absolute http or https URL">
        ]>;
    }, ({ expected }: v.BaseIssue<unknown>) => string>, ({ input }: v.BaseIssue<unknown>) => string>;
    readonly messages: v.StrictObjectSchema<{
        readonly records: v.ArraySchema<v.StrictObjectSchema<{
            readonly id: v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>;
            readonly direction: v.SchemaWithPipe<readonly [
                v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                v.PicklistSchema<readonly [
                    "inbound",
                    "outbound"
                ], ({ input }: v.BaseIssue<unknown>) => string>
            ]>;
            readonly from: v.SchemaWithPipe<readonly [
                v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                v.RegexAction<string, ({ input }: v.BaseIssue<unknown>) => string>
            ]>;
            readonly to: v.SchemaWithPipe<readonly [
                v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                v.RegexAction<string, ({ input }: v.BaseIssue<unknown>) => string>
            ]>;
            readonly body: v.NullableSchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, undefined>;
            readonly isMms: v.BooleanSchema<({ input }: v.BaseIssue<unknown>) => string>;
            readonly encoding: v.PicklistSchema<readonly [
                0,
                8
            ], ({ input }: v.BaseIssue<unknown>) => string>;
            readonly messageType: v.SchemaWithPipe<readonly [
                v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                v.PicklistSchema<readonly [
                    "longcode",
                    "toll-free"
                ], ({ input }: v.BaseIssue<unknown>) => string>
            ]>;
            readonly segments: v.SchemaWithPipe<readonly [
                v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                v.CheckAction<number, ({ input }: v.BaseIssue<unknown>) => string>
            ]>;
            readonly segmentPrice: v.SchemaWithPipe<readonly [
                v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                v.CheckAction<number, ({ input }: v.BaseIssue<unknown>) => string>
            ]>;
            readonly at: v.SchemaWithPipe<readonly [
                v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                v.IntegerAction<number, "must be an integer">,
                v.CheckAction<number, "must be a moment in milliseconds since the epoch">
            ]>;
            readonly shownAt: v.SchemaWithPipe<readonly [
                v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                v.IntegerAction<number, "must be an integer">,
                v.CheckAction<number, "must be a moment in milliseconds since the epoch">
            ]>;
            readonly receipts: v.ArraySchema<v.StrictObjectSchema<{
                readonly level: v.PicklistSchema<readonly [
                    1,
                    2
                ], ({ input }: v.BaseIssue<unknown>) => string>;
                readonly status: v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>;
                readonly statusCode: v.NullableSchema<v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>, undefined>;
                readonly description: v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>;
                readonly at: v.SchemaWithPipe<readonly [
                    v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                    v.IntegerAction<number, "must be an integer">,
                    v.CheckAction<number, "must be a moment in milliseconds since the epoch">
                ]>;
                readonly arrived: v.BooleanSchema<({ input }: v.BaseIssue<unknown>) => string>;
            }, ({ expected }: v.BaseIssue<unknown>) => string>, ({ input }: v.BaseIssue<unknown>) => string>;
            readonly media: v.ArraySchema<v.StrictObjectSchema<{
                readonly id: v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>;
                readonly url: v.SchemaWithPipe<readonly [
                    v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                    v.CheckAction<string, "must be an absolute http or https URL">
                ]>;
                readonly fileName: v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>;
                readonly mimeType: v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>;
                readonly fileSize: v.SchemaWithPipe<readonly [
                    v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                    v.CheckAction<number, ({ input }: v.BaseIssue<unknown>) => string>
                ]>;
            }, ({ expected }: v.BaseIssue<unknown>) => string>, ({ input }: v.BaseIssue<unknown>) => string>;
            readonly dlrCallback: v.NullableSchema<v.SchemaWithPipe<readonly [
                v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                v.CheckAction<string, "must be an absolute http or https URL">
            ]>, undefined>;
        }, ({ expected }: v.BaseIssue<unknown>) => string>, ({ input }: v.BaseIssue<unknown>) => string>;
        readonly optOuts: v.ArraySchema<v.StrictObjectSchema<{
            readonly ours: v.SchemaWithPipe<readonly [
                v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                v.RegexAction<string, ({ input }: v.BaseIssue<unknown>) => string>
            ]>;
            readonly theirs: v.SchemaWithPipe<readonly [
                v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                v.RegexAction<string, ({ input }: v.BaseIssue<unknown>) => string>
            ]>;
            readonly changes: v.ArraySchema<v.StrictObjectSchema<{
                readonly at: v.SchemaWithPipe<readonly [
                    v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                    v.IntegerAction<number, "must be an integer">,
                    v.CheckAction<number, "must be a moment in milliseconds since the epoch">
                ]>;
                readonly out: v.BooleanSchema<({ input }: v.BaseIssue<unknown>) => string>;
            }, ({ expected }: v.BaseIssue<unknown>) => string>, ({ input }: v.BaseIssue<unknown>) => string>;
        }, ({ expected }: v.BaseIssue<unknown>) => string>, ({ input }: v.BaseIssue<unknown>) => string>;
    }, ({ expected }: v.BaseIssue<unknown>) => string>;
    readonly portOrders: v.StrictObjectSchema<{
        readonly nextId: v.SchemaWithPipe<readonly [
            v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
            v.CheckAction<number, ({ input }: v.BaseIssue<unknown>) => string>
        ]>;
        readonly nextGroupId: v.SchemaWithPipe<readonly [
            v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
            v.CheckAction<number, ({ input }: v.BaseIssue<unknown>) => string>
        ]>;
        readonly made: v.ArraySchema<v.StrictObjectSchema<{
            readonly id: v.SchemaWithPipe<readonly [
                v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                v.RegexAction<string, ({ input }: v.BaseIssue<unknown>) => string>
            ]>;
            readonly groupId: v.SchemaWithPipe<readonly [
                v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                v.RegexAction<string, ({ input }: v.BaseIssue<unknown>) => string>
            ]>;
            readonly alias: v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>;
            readonly details: v.StrictObjectSchema<{
                readonly billingName: v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>;
                readonly street: v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>;
                readonly street2: v.NullableSchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, undefined>;
                readonly city: v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>;
                readonly state: v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>;
                readonly zip: v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>;
                readonly country: v.SchemaWithPipe<readonly [
                    v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                    v.PicklistSchema<readonly [
                        "US",
                        "CA"
                    ], ({ input }: v.BaseIssue<unknown>) => string>
                ]>;
                readonly provider: v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>;
                readonly providerAccount: v.NullableSchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, undefined>;
                readonly pin: v.NullableSchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, undefined>;
                readonly last4Ssn: v.NullableSchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, undefined>;
                readonly company: v.NullableSchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, undefined>;
                readonly usageType: v.NullableSchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, undefined>;
                readonly billingNumber: v.NullableSchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, undefined>;
                readonly billingAddress: v.NullableSchema<v.StrictObjectSchema<{
                    street: v.NullableSchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, undefined>;
                    street2: v.NullableSchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, undefined>;
                    city: v.NullableSchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, undefined>;
                    state: v.NullableSchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, undefined>;
                    zip: v.NullableSchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, undefined>;
                    country: v.NullableSchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, undefined>;
                }, ({ expected }: v.BaseIssue<unknown>) => string>, undefined>;
                readonly desiredCompletionDate: v.NullableSchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, undefined>;
                readonly enableCnamLookups: v.BooleanSchema<({ input }: v.BaseIssue<unknown>) => string>;
                readonly loaDetails: v.NullableSchema<v.StrictObjectSchema<{
                    readonly email: v.NullableSchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, undefined>;
                    readonly cc: v.NullableSchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, undefined>;
                }, ({ expected }: v.BaseIssue<unknown>) => string>, undefined>;
                readonly statusUrl: v.NullableSchema<v.SchemaWithPipe<readonly [
                    v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                    v.CheckAction<string, "must be an absolute http or https URL">
                ]>, undefined>;
            }, ({ expected }: v.BaseIssue<unknown>) => string>;
            readonly presets: v.StrictObjectSchema<{
                readonly cnamId: v.NullableSchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, undefined>;
                readonly e911Id: v.NullableSchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, undefined>;
                readonly primaryRouteId: v.NullableSchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, undefined>;
                readonly failoverRouteId: v.NullableSchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, undefined>;
                readonly alias: v.NullableSchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, undefined>;
            }, ({ expected }: v.BaseIssue<unknown>) => string>;
            readonly numbers: v.ArraySchema<v.SchemaWithPipe<readonly [
                v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                v.RegexAction<string, ({ input }: v.BaseIssue<unknown>) => string>
            ]>, ({ input }: v.BaseIssue<unknown>) => string>;
            readonly state: v.SchemaWithPipe<readonly [
                v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                v.PicklistSchema<readonly [
                    "pending",
                    "processing",
                    "submitted",
                    "accepted",
                    "rejected",
                    "review",
                    "completed",
                    "cancelled",
                    "abandoned",
                    "hard_canceled"
                ], ({ input }: v.BaseIssue<unknown>) => string>
            ]>;
            readonly createdAt: v.SchemaWithPipe<readonly [
                v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                v.IntegerAction<number, "must be an integer">,
                v.CheckAction<number, "must be a moment in milliseconds since the epoch">
            ]>;
            readonly modifiedAt: v.SchemaWithPipe<readonly [
                v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                v.IntegerAction<number, "must be an integer">,
                v.CheckAction<number, "must be a moment in milliseconds since the epoch">
            ]>;
            readonly stateChangedAt: v.NullableSchema<v.SchemaWithPipe<readonly [
                v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                v.IntegerAction<number, "must be an integer">,
                v.CheckAction<number, "must be a moment in milliseconds since the epoch">
            ]>, undefined>;
            readonly completedAt: v.NullableSchema<v.SchemaWithPipe<readonly [
                v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                v.IntegerAction<number, "must be an integer">,
                v.CheckAction<number, "must be a moment in milliseconds since the epoch">
            ]>, undefined>;
            readonly changes: v.SchemaWithPipe<readonly [
                v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                v.CheckAction<number, ({ input }: v.BaseIssue<unknown>) => string>
            ]>;
            readonly resubmitted: v.BooleanSchema<({ input }: v.BaseIssue<unknown>) => string>;
            readonly charged: v.BooleanSchema<({ input }: v.BaseIssue<unknown>) => string>;
            readonly signature: v.NullableSchema<v.StrictObjectSchema<{
                readonly name: v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>;
                readonly title: v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>;
            }, ({ expected }: v.BaseIssue<unknown>) => string>, undefined>;
            readonly comments: v.ArraySchema<v.StrictObjectSchema<{
                readonly comment: v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>;
                readonly at: v.SchemaWithPipe<readonly [
                    v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                    v.IntegerAction<number, "must be an integer">,
                    v.CheckAction<number, "must be a moment in milliseconds since the epoch">
                ]>;
            }, ({ expected }: v.BaseIssue<unknown>) => string>, ({ input }: v.BaseIssue<unknown>) => string>;
            readonly files: v.ArraySchema<v.StrictObjectSchema<{
                readonly id: v.SchemaWithPipe<readonly [
                    v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                    v.RegexAction<string, ({ input }: v.BaseIssue<unknown>) => string>
                ]>;
                readonly filename: v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>;
                readonly originalUrl: v.NullableSchema<v.SchemaWithPipe<readonly [
                    v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                    v.CheckAction<string, "must be an absolute http or https URL">
                ]>, undefined>;
                readonly state: v.SchemaWithPipe<readonly [
                    v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                    v.PicklistSchema<readonly [
                        "awaited",
                        "pending",
                        "processing",
                        "uploaded",
                        "failed"
                    ], ({ input }: v.BaseIssue<unknown>) => string>
                ]>;
                readonly contentType: v.NullableSchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, undefined>;
                readonly content: v.NullableSchema<v.SchemaWithPipe<readonly [
                    v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                    v.Base64Action<string, "must be Base64">
                ]>, undefined>;
            }, ({ expected }: v.BaseIssue<unknown>) => string>, ({ input }: v.BaseIssue<unknown>) => string>;
        }, ({ expected }: v.BaseIssue<unknown>) => string>, ({ input }: v.BaseIssue<unknown>) => string>;
    }, ({ expected }: v.BaseIssue<unknown>) => string>;
    readonly cdrExports: v.StrictObjectSchema<{
        readonly nextId: v.SchemaWithPipe<readonly [
            v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
            v.CheckAction<number, ({ input }: v.BaseIssue<unknown>) => string>
        ]>;
        readonly made: v.ArraySchema<v.StrictObjectSchema<{
            readonly id: v.SchemaWithPipe<readonly [
                v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                v.RegexAction<string, ({ input }: v.BaseIssue<unknown>) => string>
            ]>;
            readonly state: v.SchemaWithPipe<readonly [
                v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                v.PicklistSchema<readonly [
                    "processing",
                    "completed",
                    "failed"
                ], ({ input }: v.BaseIssue<unknown>) => string>
            ]>;
            readonly filters: v.StrictObjectSchema<{
                readonly start: v.SchemaWithPipe<readonly [
                    v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                    v.IntegerAction<number, "must be an integer">,
                    v.CheckAction<number, "must be a moment in milliseconds since the epoch">
                ]>;
                readonly end: v.SchemaWithPipe<readonly [
                    v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                    v.IntegerAction<number, "must be an integer">,
                    v.CheckAction<number, "must be a moment in milliseconds since the epoch">
                ]>;
                readonly numberAliases: v.NullableSchema<v.ArraySchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, ({ input }: v.BaseIssue<unknown>) => string>, undefined>;
                readonly numberAliasesContains: v.NullableSchema<v.ArraySchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, ({ input }: v.BaseIssue<unknown>) => string>, undefined>;
                readonly destinationNumbers: v.NullableSchema<v.ArraySchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, ({ input }: v.BaseIssue<unknown>) => string>, undefined>;
                readonly calleridNumbers: v.NullableSchema<v.ArraySchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, ({ input }: v.BaseIssue<unknown>) => string>, undefined>;
                readonly customXTags: v.NullableSchema<v.ArraySchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, ({ input }: v.BaseIssue<unknown>) => string>, undefined>;
                readonly callerIp: v.NullableSchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, undefined>;
                readonly durationGreaterThan: v.NullableSchema<v.SchemaWithPipe<readonly [
                    v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                    v.CheckAction<number, ({ input }: v.BaseIssue<unknown>) => string>
                ]>, undefined>;
            }, ({ expected }: v.BaseIssue<unknown>) => string>;
            readonly callbackUrl: v.NullableSchema<v.SchemaWithPipe<readonly [
                v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                v.CheckAction<string, "must be an absolute http or https URL">
            ]>, undefined>;
            readonly numbers: v.ArraySchema<v.StrictObjectSchema<{
                readonly number: v.SchemaWithPipe<readonly [
                    v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                    v.RegexAction<string, ({ input }: v.BaseIssue<unknown>) => string>
                ]>;
                readonly alias: v.NullableSchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, undefined>;
                readonly cnamLookups: v.BooleanSchema<({ input }: v.BaseIssue<unknown>) => string>;
                readonly isTollFree: v.BooleanSchema<({ input }: v.BaseIssue<unknown>) => string>;
            }, ({ expected }: v.BaseIssue<unknown>) => string>, ({ input }: v.BaseIssue<unknown>) => string>;
            readonly requestedAt: v.SchemaWithPipe<readonly [
                v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                v.IntegerAction<number, "must be an integer">,
                v.CheckAction<number, "must be a moment in milliseconds since the epoch">
            ]>;
            readonly finishedAt: v.NullableSchema<v.SchemaWithPipe<readonly [
                v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                v.IntegerAction<number, "must be an integer">,
                v.CheckAction<number, "must be a moment in milliseconds since the epoch">
            ]>, undefined>;
            readonly totals: v.NullableSchema<v.StrictObjectSchema<{
                readonly calls: v.SchemaWithPipe<readonly [
                    v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                    v.CheckAction<number, ({ input }: v.BaseIssue<unknown>) => string>
                ]>;
                readonly billedSeconds: v.SchemaWithPipe<readonly [
                    v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                    v.CheckAction<number, ({ input }: v.BaseIssue<unknown>) => string>
                ]>;
                readonly total: v.SchemaWithPipe<readonly [
                    v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                    v.CheckAction<number, ({ input }: v.BaseIssue<unknown>) => string>
                ]>;
                readonly subtotal: v.SchemaWithPipe<readonly [
                    v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                    v.CheckAction<number, ({ input }: v.BaseIssue<unknown>) => string>
                ]>;
                readonly connectFees: v.SchemaWithPipe<readonly [
                    v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                    v.CheckAction<number, ({ input }: v.BaseIssue<unknown>) => string>
                ]>;
                readonly cnamLookupFees: v.SchemaWithPipe<readonly [
                    v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                    v.CheckAction<number, ({ input }: v.BaseIssue<unknown>) => string>
                ]>;
                readonly usfFees: v.SchemaWithPipe<readonly [
                    v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                    v.CheckAction<number, ({ input }: v.BaseIssue<unknown>) => string>
                ]>;
                readonly ccrf: v.SchemaWithPipe<readonly [
                    v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                    v.CheckAction<number, ({ input }: v.BaseIssue<unknown>) => string>
                ]>;
            }, ({ expected }: v.BaseIssue<unknown>) => string>, undefined>;
        }, ({ expected }: v.BaseIssue<unknown>) => string>, ({ input }: v.BaseIssue<unknown>) => string>;
    }, ({ expected }: v.BaseIssue<unknown>) => string>;
    readonly provisioningTasks: v.ArraySchema<v.StrictObjectSchema<{
        readonly id: v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>;
        readonly action: v.SchemaWithPipe<readonly [
            v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
            v.PicklistSchema<readonly [
                "enable",
                "disable"
            ], ({ input }: v.BaseIssue<unknown>) => string>
        ]>;
        readonly numbers: v.ArraySchema<v.StrictObjectSchema<{
            readonly number: v.SchemaWithPipe<readonly [
                v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                v.RegexAction<string, ({ input }: v.BaseIssue<unknown>) => string>
            ]>;
            readonly state: v.SchemaWithPipe<readonly [
                v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                v.PicklistSchema<readonly [
                    "processing",
                    "successful",
                    "failed"
                ], ({ input }: v.BaseIssue<unknown>) => string>
            ]>;
        }, ({ expected }: v.BaseIssue<unknown>) => string>, ({ input }: v.BaseIssue<unknown>) => string>;
        readonly callbackUrl: v.NullableSchema<v.SchemaWithPipe<readonly [
            v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
            v.CheckAction<string, "must be an absolute http or https URL">
        ]>, undefined>;
        readonly email: v.BooleanSchema<({ input }: v.BaseIssue<unknown>) => string>;
        readonly startedAt: v.SchemaWithPipe<readonly [
            v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
            v.IntegerAction<number, "must be an integer">,
            v.CheckAction<number, "must be a moment in milliseconds since the epoch">
        ]>;
    }, ({ expected }: v.BaseIssue<unknown>) => string>, ({ input }: v.BaseIssue<unknown>) => string>;
    readonly events: v.ArraySchema<v.StrictObjectSchema<{
        readonly at: v.SchemaWithPipe<readonly [
            v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
            v.IntegerAction<number, "must be an integer">,
            v.CheckAction<number, "must be a moment in milliseconds since the epoch">
        ]>;
        readonly item: v.VariantSchema<"kind", [
            v.StrictObjectSchema<{
                readonly kind: v.LiteralSchema<"receipt", undefined>;
                readonly message: v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>;
                readonly receipt: v.SchemaWithPipe<readonly [
                    v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                    v.CheckAction<number, ({ input }: v.BaseIssue<unknown>) => string>
                ]>;
            }, ({ expected }: v.BaseIssue<unknown>) => string>,
            v.StrictObjectSchema<{
                readonly kind: v.LiteralSchema<"arrival", undefined>;
                readonly message: v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>;
            }, ({ expected }: v.BaseIssue<unknown>) => string>,
            v.StrictObjectSchema<{
                readonly kind: v.LiteralSchema<"retry", undefined>;
                readonly delivery: v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>;
            }, ({ expected }: v.BaseIssue<unknown>) => string>,
            v.StrictObjectSchema<{
                readonly kind: v.LiteralSchema<"port-order", undefined>;
                readonly order: v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>;
                readonly change: v.SchemaWithPipe<readonly [
                    v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                    v.CheckAction<number, ({ input }: v.BaseIssue<unknown>) => string>
                ]>;
            }, ({ expected }: v.BaseIssue<unknown>) => string>,
            v.StrictObjectSchema<{
                readonly kind: v.LiteralSchema<"cdr-export", undefined>;
                readonly id: v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>;
            }, ({ expected }: v.BaseIssue<unknown>) => string>,
            v.StrictObjectSchema<{
                readonly kind: v.LiteralSchema<"provisioning", undefined>;
                readonly task: v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>;
            }, ({ expected }: v.BaseIssue<unknown>) => string>,
            v.StrictObjectSchema<{
                readonly kind: v.LiteralSchema<"pull", undefined>;
                readonly order: v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>;
                readonly file: v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>;
            }, ({ expected }: v.BaseIssue<unknown>) => string>
        ], (issue: v.BaseIssue<unknown>) => string>;
    }, ({ expected }: v.BaseIssue<unknown>) => string>, ({ input }: v.BaseIssue<unknown>) => string>;
    readonly webhooks: v.StrictObjectSchema<{
        readonly deliveries: v.ArraySchema<v.StrictObjectSchema<{
            readonly id: v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>;
            readonly url: v.SchemaWithPipe<readonly [
                v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                v.CheckAction<string, "must be an absolute http or https URL">
            ]>;
            readonly body: v.SchemaWithPipe<readonly [
                v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                v.CheckAction<string, "must be a text of JSON">
            ]>;
            readonly attempts: v.ArraySchema<v.StrictObjectSchema<{
                readonly at: v.SchemaWithPipe<readonly [
                    v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                    v.IntegerAction<number, "must be an integer">,
                    v.CheckAction<number, "must be a moment in milliseconds since the epoch">
                ]>;
                readonly status: v.NullableSchema<v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>, undefined>;
                readonly error: v.ExactOptionalSchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, undefined>;
                readonly resent: v.ExactOptionalSchema<v.BooleanSchema<({ input }: v.BaseIssue<unknown>) => string>, undefined>;
                readonly answer: v.ExactOptionalSchema<v.StrictObjectSchema<{
                    readonly headers: v.RecordSchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, "must be an object">;
                    readonly body: v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>;
                }, ({ expected }: v.BaseIssue<unknown>) => string>, undefined>;
            }, ({ expected }: v.BaseIssue<unknown>) => string>, ({ input }: v.BaseIssue<unknown>) => string>;
            readonly state: v.SchemaWithPipe<readonly [
                v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                v.PicklistSchema<readonly [
                    "pending",
                    "delivered",
                    "given-up"
                ], ({ input }: v.BaseIssue<unknown>) => string>
            ]>;
        }, ({ expected }: v.BaseIssue<unknown>) => string>, ({ input }: v.BaseIssue<unknown>) => string>;
        readonly due: v.ArraySchema<v.StrictObjectSchema<{
            readonly delivery: v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>;
            readonly at: v.SchemaWithPipe<readonly [
                v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                v.IntegerAction<number, "must be an integer">,
                v.CheckAction<number, "must be a moment in milliseconds since the epoch">
            ]>;
            readonly resent: v.BooleanSchema<({ input }: v.BaseIssue<unknown>) => string>;
        }, ({ expected }: v.BaseIssue<unknown>) => string>, ({ input }: v.BaseIssue<unknown>) => string>;
    }, ({ expected }: v.BaseIssue<unknown>) => string>;
    readonly faults: v.StrictObjectSchema<{
        readonly added: v.SchemaWithPipe<readonly [
            v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
            v.CheckAction<number, ({ input }: v.BaseIssue<unknown>) => string>
        ]>;
        readonly rules: v.ArraySchema<v.StrictObjectSchema<{
            readonly id: v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>;
            readonly rule: v.SchemaWithPipe<readonly [
                v.StrictObjectSchema<{
                    readonly method: v.OptionalSchema<v.SchemaWithPipe<readonly [
                        v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                        v.PicklistSchema<readonly [
                            "GET",
                            "HEAD",
                            "POST",
                            "PUT",
                            "PATCH",
                            "DELETE",
                            "OPTIONS"
                        ], ({ input }: v.BaseIssue<unknown>) => string>
                    ]>, undefined>;
                    readonly path: v.OptionalSchema<v.SchemaWithPipe<readonly [
                        v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                        v.RawCheckAction<string>
                    ]>, undefined>;
                    readonly times: v.OptionalSchema<v.SchemaWithPipe<readonly [
                        v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                        v.CheckAction<number, ({ input }: v.BaseIssue<unknown>) => string>
                    ]>, undefined>;
                    readonly probability: v.OptionalSchema<v.SchemaWithPipe<readonly [
                        v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                        v.CheckAction<number, ({ input }: v.BaseIssue<unknown>) => string>
                    ]>, undefined>;
                    readonly fault: v.VariantSchema<"kind", readonly [
                        v.StrictObjectSchema<{
                            readonly kind: v.LiteralSchema<"latency", undefined>;
                            readonly milliseconds: v.SchemaWithPipe<readonly [
                                v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                                v.CheckAction<number, ({ input }: v.BaseIssue<unknown>) => string>
                            ]>;
                            readonly when: v.OptionalSchema<v.SchemaWithPipe<readonly [
                                v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                                v.PicklistSchema<readonly [
                                    "before",
                                    "after"
                                ], ({ input }: v.BaseIssue<unknown>) => string>
                            ]>, undefined>;
                        }, ({ expected }: v.BaseIssue<unknown>) => string>,
                        v.StrictObjectSchema<{
                            readonly kind: v.LiteralSchema<"late-record", undefined>;
                            readonly milliseconds: v.SchemaWithPipe<readonly [
                                v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                                v.CheckAction<number, ({ input }: v.BaseIssue<unknown>) => string>
                            ]>;
                        }, ({ expected }: v.BaseIssue<unknown>) => string>,
                        v.StrictObjectSchema<{
                            readonly kind: v.LiteralSchema<"late-effect", undefined>;
                            readonly milliseconds: v.SchemaWithPipe<readonly [
                                v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                                v.CheckAction<number, ({ input }: v.BaseIssue<unknown>) => string>
                            ]>;
                            readonly answer: v.OptionalSchema<v.SchemaWithPipe<readonly [
                                v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                                v.PicklistSchema<readonly [
                                    "late",
                                    "none"
                                ], ({ input }: v.BaseIssue<unknown>) => string>
                            ]>, undefined>;
                        }, ({ expected }: v.BaseIssue<unknown>) => string>,
                        v.SchemaWithPipe<readonly [
                            v.StrictObjectSchema<{
                                readonly kind: v.LiteralSchema<"status", undefined>;
                                readonly status: v.SchemaWithPipe<readonly [
                                    v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                                    v.CheckAction<number, ({ input }: v.BaseIssue<unknown>) => string>
                                ]>;
                                readonly retryAfter: v.OptionalSchema<v.UnionSchema<[
                                    v.SchemaWithPipe<readonly [
                                        v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                                        v.CheckAction<number, ({ input }: v.BaseIssue<unknown>) => string>
                                    ]>,
                                    v.SchemaWithPipe<readonly [
                                        v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                                        v.RegexAction<string, ({ input }: v.BaseIssue<unknown>) => string>
                                    ]>
                                ], "must be a number of seconds or a string">, undefined>;
                                readonly body: v.OptionalSchema<v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>, undefined>;
                                readonly contentType: v.OptionalSchema<v.SchemaWithPipe<readonly [
                                    v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                                    v.RegexAction<string, ({ input }: v.BaseIssue<unknown>) => string>
                                ]>, undefined>;
                                readonly when: v.OptionalSchema<v.SchemaWithPipe<readonly [
                                    v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                                    v.PicklistSchema<readonly [
                                        "before",
                                        "after"
                                    ], ({ input }: v.BaseIssue<unknown>) => string>
                                ]>, undefined>;
                            }, ({ expected }: v.BaseIssue<unknown>) => string>,
                            v.BaseValidation<{
                                kind: "status";
                                status: number;
                                retryAfter?: string | number | undefined;
                                body?: string | undefined;
                                contentType?: string | undefined;
                                when?: "before" | "after" | undefined;
                            }, {
                                kind: "status";
                                status: number;
                                retryAfter?: string | number | undefined;
                                body?: string | undefined;
                                contentType?: string | undefined;
                                when?: "before" | "after" | undefined;
                            }, v.CheckIssue<{
                                kind: "status";
                                status: number;
                                retryAfter?: string | number | undefined;
                                body?: string | undefined;
                                contentType?: string | undefined;
                                when?: "before" | "after" | undefined;
                            }>>
                        ]>,
                        v.StrictObjectSchema<{
                            readonly kind: v.LiteralSchema<"html", undefined>;
                            readonly when: v.OptionalSchema<v.SchemaWithPipe<readonly [
                                v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                                v.PicklistSchema<readonly [
                                    "before",
                                    "after"
                                ], ({ input }: v.BaseIssue<unknown>) => string>
                            ]>, undefined>;
                        }, ({ expected }: v.BaseIssue<unknown>) => string>,
                        v.StrictObjectSchema<{
                            readonly kind: v.LiteralSchema<"empty", undefined>;
                            readonly when: v.OptionalSchema<v.SchemaWithPipe<readonly [
                                v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                                v.PicklistSchema<readonly [
                                    "before",
                                    "after"
                                ], ({ input }: v.BaseIssue<unknown>) => string>
                            ]>, undefined>;
                        }, ({ expected }: v.BaseIssue<unknown>) => string>,
                        v.StrictObjectSchema<{
                            readonly kind: v.LiteralSchema<"truncated", undefined>;
                        }, ({ expected }: v.BaseIssue<unknown>) => string>,
                        v.StrictObjectSchema<{
                            readonly kind: v.LiteralSchema<"stall", undefined>;
                        }, ({ expected }: v.BaseIssue<unknown>) => string>,
                        v.StrictObjectSchema<{
                            readonly kind: v.LiteralSchema<"reset", undefined>;
                            readonly when: v.SchemaWithPipe<readonly [
                                v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                                v.PicklistSchema<readonly [
                                    "before",
                                    "during",
                                    "after"
                                ], ({ input }: v.BaseIssue<unknown>) => string>
                            ]>;
                        }, ({ expected }: v.BaseIssue<unknown>) => string>,
                        v.StrictObjectSchema<{
                            readonly kind: v.LiteralSchema<"next-link", undefined>;
                            readonly mode: v.SchemaWithPipe<readonly [
                                v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
                                v.PicklistSchema<readonly [
                                    "duplicate",
                                    "missing"
                                ], ({ input }: v.BaseIssue<unknown>) => string>
                            ]>;
                        }, ({ expected }: v.BaseIssue<unknown>) => string>
                    ], (issue: v.BaseIssue<unknown>) => string>;
                }, ({ expected }: v.BaseIssue<unknown>) => string>,
                v.TransformAction<{
                    method?: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS" | undefined;
                    path?: string | undefined;
                    times?: number | undefined;
                    probability?: number | undefined;
                    fault: {
                        kind: "status";
                        status: number;
                        retryAfter?: string | number | undefined;
                        body?: string | undefined;
                        contentType?: string | undefined;
                        when?: "before" | "after" | undefined;
                    } | {
                        kind: "latency";
                        milliseconds: number;
                        when?: "before" | "after" | undefined;
                    } | {
                        kind: "late-record";
                        milliseconds: number;
                    } | {
                        kind: "late-effect";
                        milliseconds: number;
                        answer?: "late" | "none" | undefined;
                    } | {
                        kind: "html";
                        when?: "before" | "after" | undefined;
                    } | {
                        kind: "empty";
                        when?: "before" | "after" | undefined;
                    } | {
                        kind: "truncated";
                    } | {
                        kind: "stall";
                    } | {
                        kind: "reset";
                        when: "before" | "after" | "during";
                    } | {
                        kind: "next-link";
                        mode: "duplicate" | "missing";
                    };
                }, FaultRule>
            ]>;
            readonly hits: v.SchemaWithPipe<readonly [
                v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                v.CheckAction<number, ({ input }: v.BaseIssue<unknown>) => string>
            ]>;
        }, ({ expected }: v.BaseIssue<unknown>) => string>, ({ input }: v.BaseIssue<unknown>) => string>;
    }, ({ expected }: v.BaseIssue<unknown>) => string>;
    readonly account: v.StrictObjectSchema<{
        readonly nanodollars: v.NullableSchema<v.SchemaWithPipe<readonly [
            v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
            v.SafeIntegerAction<number, "must be an integer">
        ]>, undefined>;
    }, ({ expected }: v.BaseIssue<unknown>) => string>;
    readonly rateLimits: v.StrictObjectSchema<{
        readonly enabled: v.BooleanSchema<({ input }: v.BaseIssue<unknown>) => string>;
        readonly accepted: v.StrictObjectSchema<{
            readonly v2: v.StrictObjectSchema<{
                readonly SMS: v.ArraySchema<v.SchemaWithPipe<readonly [
                    v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                    v.IntegerAction<number, "must be an integer">,
                    v.CheckAction<number, "must be a moment in milliseconds since the epoch">
                ]>, ({ input }: v.BaseIssue<unknown>) => string>;
                readonly MMS: v.ArraySchema<v.SchemaWithPipe<readonly [
                    v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                    v.IntegerAction<number, "must be an integer">,
                    v.CheckAction<number, "must be a moment in milliseconds since the epoch">
                ]>, ({ input }: v.BaseIssue<unknown>) => string>;
            }, ({ expected }: v.BaseIssue<unknown>) => string>;
            readonly 'v2.1': v.StrictObjectSchema<{
                readonly SMS: v.ArraySchema<v.SchemaWithPipe<readonly [
                    v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                    v.IntegerAction<number, "must be an integer">,
                    v.CheckAction<number, "must be a moment in milliseconds since the epoch">
                ]>, ({ input }: v.BaseIssue<unknown>) => string>;
                readonly MMS: v.ArraySchema<v.SchemaWithPipe<readonly [
                    v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                    v.IntegerAction<number, "must be an integer">,
                    v.CheckAction<number, "must be a moment in milliseconds since the epoch">
                ]>, ({ input }: v.BaseIssue<unknown>) => string>;
            }, ({ expected }: v.BaseIssue<unknown>) => string>;
            readonly 'v2.2': v.StrictObjectSchema<{
                readonly SMS: v.ArraySchema<v.SchemaWithPipe<readonly [
                    v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                    v.IntegerAction<number, "must be an integer">,
                    v.CheckAction<number, "must be a moment in milliseconds since the epoch">
                ]>, ({ input }: v.BaseIssue<unknown>) => string>;
                readonly MMS: v.ArraySchema<v.SchemaWithPipe<readonly [
                    v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
                    v.IntegerAction<number, "must be an integer">,
                    v.CheckAction<number, "must be a moment in milliseconds since the epoch">
                ]>, ({ input }: v.BaseIssue<unknown>) => string>;
            }, ({ expected }: v.BaseIssue<unknown>) => string>;
        }, ({ expected }: v.BaseIssue<unknown>) => string>;
    }, ({ expected }: v.BaseIssue<unknown>) => string>;
    readonly carrier: v.OptionalSchema<v.NullableSchema<v.StrictObjectSchema<{
        readonly outcome: v.SchemaWithPipe<readonly [
            v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
            v.PicklistSchema<readonly [
                "no-route",
                "landline",
                "spam",
                "expired",
                "no-receipt",
                "late-receipt"
            ], ({ input }: v.BaseIssue<unknown>) => string>
        ]>;
        readonly messages: v.NullableSchema<v.SchemaWithPipe<readonly [
            v.NumberSchema<({ input }: v.BaseIssue<unknown>) => string>,
            v.CheckAction<number, ({ input }: v.BaseIssue<unknown>) => string>
        ]>, undefined>;
    }, ({ expected }: v.BaseIssue<unknown>) => string>, undefined>, null>;
    readonly inboundFormat: v.SchemaWithPipe<readonly [
        v.StringSchema<({ input }: v.BaseIssue<unknown>) => string>,
        v.PicklistSchema<readonly [
            "json-api",
            "flat"
        ], ({ input }: v.BaseIssue<unknown>) => string>
    ]>;
}, ({ expected }: v.BaseIssue<unknown>) => string>;
