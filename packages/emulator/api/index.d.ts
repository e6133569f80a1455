// The public surface, kept to be compared. Change it with: npx -y pnpm api --update

interface AccountControl {
    readonly balance: number | null;
    setBalance(balance: number | null): void;
}

interface Clock {
    now(): Date;
    advance(milliseconds: number): void;
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
}

interface DeliveryAttempt {
    readonly at: Date;
    readonly status: number | null;
    readonly error?: string;
    readonly resent?: boolean;
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
    readonly faults: ControlFaults;
    readonly account: ControlAccount;
    readonly rateLimits: ControlRateLimits;
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
    deliver?: (request: Request) => Promise<Response>;
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

type FaultEffect = LatencyFault | StatusFault | HtmlFault | EmptyFault | TruncatedFault | StallFault | ResetFault | NextLinkFault;

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
    readonly requestHeaders: Readonly<Record<string, string>>;
    readonly requestBody: LoggedBody;
    readonly responseHeaders: Readonly<Record<string, string>>;
    readonly responseBody: LoggedBody;
}

interface NextLinkFault {
    kind: 'next-link';
    mode: 'duplicate' | 'missing';
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
}

interface Settings {
    readonly faults: FaultControl;
    readonly account: AccountControl;
    readonly rateLimits: RateLimitControl;
}

interface SettingsOptions {
    balance?: number | undefined;
    rateLimits?: boolean | undefined;
}

interface StallFault {
    kind: 'stall';
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

declare function createEmulator(options?: EmulatorOptions): Emulator;

declare function freshEmulator(options?: EmulatorOptions): FreshEmulator;

declare function startEmulator(options?: ServerOptions): Promise<EmulatorServer>;

declare function useEmulator(options?: UseEmulatorOptions): TestEmulator;

// Not exported, but part of what is.

interface ControlAccount {
    balance(): Promise<number | null>;
    setBalance(balance: number | null): Promise<void>;
}

interface ControlClock {
    now(): Promise<Date>;
    advance(milliseconds: number): Promise<Date>;
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

interface ControlRateLimits {
    enabled(): Promise<boolean>;
    setEnabled(enabled: boolean): Promise<void>;
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
}

interface WireReceipt {
    readonly level: 1 | 2;
    readonly status: string;
    readonly status_code: number | null;
    readonly status_code_description: string;
    readonly timestamp: string;
}

declare const snapshotDocument: v.StrictObjectSchema<{
    readonly version: v.LiteralSchema<1, undefined>;
    readonly seed: v.SchemaWithPipe<readonly [
        v.SchemaWithPipe<readonly [
            v.NumberSchema<undefined>,
            v.SafeIntegerAction<number, "must be a whole number">,
            v.MinValueAction<number, 0, "must not be negative">
        ]>,
        v.MaxValueAction<number, 4294967295, "must be a whole number of 32 bits">
    ]>;
    readonly now: v.SchemaWithPipe<readonly [
        v.NumberSchema<undefined>,
        v.CheckAction<number, "must be a moment in milliseconds since the epoch">
    ]>;
    readonly random: v.RecordSchema<v.StringSchema<undefined>, v.SchemaWithPipe<readonly [
        v.NumberSchema<undefined>,
        v.SafeIntegerAction<number, "must be a whole number">,
        v.MinValueAction<number, 0, "must not be negative">
    ]>, undefined>;
    readonly routes: v.StrictObjectSchema<{
        readonly nextId: v.SchemaWithPipe<readonly [
            v.NumberSchema<undefined>,
            v.SafeIntegerAction<number, "must be a whole number">,
            v.MinValueAction<number, 0, "must not be negative">
        ]>;
        readonly made: v.ArraySchema<v.StrictObjectSchema<{
            readonly id: v.SchemaWithPipe<readonly [
                v.StringSchema<undefined>,
                v.RegexAction<string, "must be the digits of a whole number">
            ]>;
            readonly alias: v.StringSchema<undefined>;
            readonly routeType: v.PicklistSchema<readonly [
                "sip-reg",
                "host",
                "number",
                "uri"
            ], undefined>;
            readonly value: v.NullableSchema<v.StringSchema<undefined>, undefined>;
            readonly edgeStrategyId: v.NullableSchema<v.SchemaWithPipe<readonly [
                v.NumberSchema<undefined>,
                v.SafeIntegerAction<number, "must be a whole number">,
                v.MinValueAction<number, 0, "must not be negative">
            ]>, undefined>;
        }, undefined>, undefined>;
    }, undefined>;
    readonly emergencyAddresses: v.StrictObjectSchema<{
        readonly nextId: v.SchemaWithPipe<readonly [
            v.NumberSchema<undefined>,
            v.SafeIntegerAction<number, "must be a whole number">,
            v.MinValueAction<number, 0, "must not be negative">
        ]>;
        readonly made: v.ArraySchema<v.StrictObjectSchema<{
            readonly id: v.SchemaWithPipe<readonly [
                v.StringSchema<undefined>,
                v.RegexAction<string, "must be the digits of a whole number">
            ]>;
            readonly label: v.StringSchema<undefined>;
            readonly firstName: v.StringSchema<undefined>;
            readonly lastName: v.StringSchema<undefined>;
            readonly streetNumber: v.StringSchema<undefined>;
            readonly streetName: v.StringSchema<undefined>;
            readonly addressType: v.NullableSchema<v.StringSchema<undefined>, undefined>;
            readonly addressTypeNumber: v.NullableSchema<v.StringSchema<undefined>, undefined>;
            readonly city: v.StringSchema<undefined>;
            readonly state: v.StringSchema<undefined>;
            readonly country: v.StringSchema<undefined>;
            readonly zip: v.StringSchema<undefined>;
        }, undefined>, undefined>;
    }, undefined>;
    readonly cnams: v.StrictObjectSchema<{
        readonly nextId: v.SchemaWithPipe<readonly [
            v.NumberSchema<undefined>,
            v.SafeIntegerAction<number, "must be a whole number">,
            v.MinValueAction<number, 0, "must not be negative">
        ]>;
        readonly made: v.ArraySchema<v.StrictObjectSchema<{
            readonly id: v.SchemaWithPipe<readonly [
                v.StringSchema<undefined>,
                v.RegexAction<string, "must be the digits of a whole number">
            ]>;
            readonly value: v.StringSchema<undefined>;
            readonly createdAt: v.SchemaWithPipe<readonly [
                v.NumberSchema<undefined>,
                v.IntegerAction<number, "must be a whole number">,
                v.CheckAction<number, "must be a moment in milliseconds since the epoch">
            ]>;
            readonly approvedAt: v.NullableSchema<v.SchemaWithPipe<readonly [
                v.NumberSchema<undefined>,
                v.IntegerAction<number, "must be a whole number">,
                v.CheckAction<number, "must be a moment in milliseconds since the epoch">
            ]>, undefined>;
            readonly rejectionReason: v.NullableSchema<v.StringSchema<undefined>, undefined>;
        }, undefined>, undefined>;
    }, undefined>;
    readonly numbers: v.ArraySchema<v.StrictObjectSchema<{
        readonly number: v.SchemaWithPipe<readonly [
            v.StringSchema<undefined>,
            v.RegexAction<string, "must be digits with country code">
        ]>;
        readonly alias: v.NullableSchema<v.StringSchema<undefined>, undefined>;
        readonly cnamLookupsEnabled: v.BooleanSchema<undefined>;
        readonly provisioning: v.NullableSchema<v.StrictObjectSchema<{
            readonly taskId: v.StringSchema<undefined>;
            readonly readyAt: v.SchemaWithPipe<readonly [
                v.NumberSchema<undefined>,
                v.IntegerAction<number, "must be a whole number">,
                v.CheckAction<number, "must be a moment in milliseconds since the epoch">
            ]>;
            readonly notify: v.StrictObjectSchema<{
                readonly email: v.ExactOptionalSchema<v.BooleanSchema<undefined>, undefined>;
                readonly callbackUrl: v.ExactOptionalSchema<v.StringSchema<undefined>, undefined>;
            }, undefined>;
        }, undefined>, undefined>;
        readonly primaryRouteId: v.NullableSchema<v.StringSchema<undefined>, undefined>;
        readonly failoverRouteId: v.NullableSchema<v.StringSchema<undefined>, undefined>;
        readonly billingMethod: v.PicklistSchema<readonly [
            "VPRI",
            "METERED"
        ], undefined>;
        readonly emergencyAddressId: v.NullableSchema<v.StringSchema<undefined>, undefined>;
        readonly cnamId: v.NullableSchema<v.StringSchema<undefined>, undefined>;
        readonly callbacks: v.ArraySchema<v.StrictObjectSchema<{
            readonly kind: v.PicklistSchema<readonly [
                "sms_callback",
                "mms_callback",
                "sms_dlr_callback",
                "mms_dlr_callback",
                "dlr_callback"
            ], undefined>;
            readonly url: v.SchemaWithPipe<readonly [
                v.StringSchema<undefined>,
                v.CheckAction<string, "must be an absolute http or https URL">
            ]>;
        }, undefined>, undefined>;
    }, undefined>, undefined>;
    readonly callbacks: v.ArraySchema<v.StrictObjectSchema<{
        readonly kind: v.PicklistSchema<readonly [
            "sms_callback",
            "mms_callback",
            "sms_dlr_callback",
            "mms_dlr_callback",
            "dlr_callback"
        ], undefined>;
        readonly url: v.SchemaWithPipe<readonly [
            v.StringSchema<undefined>,
            v.CheckAction<string, "must be an absolute http or https URL">
        ]>;
    }, undefined>, undefined>;
    readonly messages: v.StrictObjectSchema<{
        readonly records: v.ArraySchema<v.StrictObjectSchema<{
            readonly id: v.StringSchema<undefined>;
            readonly direction: v.PicklistSchema<[
                "inbound",
                "outbound"
            ], undefined>;
            readonly from: v.SchemaWithPipe<readonly [
                v.StringSchema<undefined>,
                v.RegexAction<string, "must be digits with country code">
            ]>;
            readonly to: v.SchemaWithPipe<readonly [
                v.StringSchema<undefined>,
                v.RegexAction<string, "must be digits with country code">
            ]>;
            readonly body: v.NullableSchema<v.StringSchema<undefined>, undefined>;
            readonly isMms: v.BooleanSchema<undefined>;
            readonly encoding: v.PicklistSchema<[
                0,
                8
            ], undefined>;
            readonly messageType: v.PicklistSchema<[
                "longcode",
                "toll-free"
            ], undefined>;
            readonly segments: v.SchemaWithPipe<readonly [
                v.NumberSchema<undefined>,
                v.SafeIntegerAction<number, "must be a whole number">,
                v.MinValueAction<number, 0, "must not be negative">
            ]>;
            readonly segmentPrice: v.SchemaWithPipe<readonly [
                v.NumberSchema<undefined>,
                v.SafeIntegerAction<number, "must be a whole number">,
                v.MinValueAction<number, 0, "must not be negative">
            ]>;
            readonly at: v.SchemaWithPipe<readonly [
                v.NumberSchema<undefined>,
                v.IntegerAction<number, "must be a whole number">,
                v.CheckAction<number, "must be a moment in milliseconds since the epoch">
            ]>;
            readonly receipts: v.ArraySchema<v.StrictObjectSchema<{
                readonly level: v.PicklistSchema<[
                    1,
                    2
                ], undefined>;
                readonly status: v.StringSchema<undefined>;
                readonly statusCode: v.NullableSchema<v.NumberSchema<undefined>, undefined>;
                readonly description: v.StringSchema<undefined>;
                readonly at: v.SchemaWithPipe<readonly [
                    v.NumberSchema<undefined>,
                    v.IntegerAction<number, "must be a whole number">,
                    v.CheckAction<number, "must be a moment in milliseconds since the epoch">
                ]>;
            }, undefined>, undefined>;
            readonly media: v.ArraySchema<v.StrictObjectSchema<{
                readonly id: v.StringSchema<undefined>;
                readonly url: v.SchemaWithPipe<readonly [
                    v.StringSchema<undefined>,
                    v.CheckAction<string, "must be an absolute http or https URL">
                ]>;
                readonly fileName: v.StringSchema<undefined>;
                readonly mimeType: v.StringSchema<undefined>;
                readonly fileSize: v.SchemaWithPipe<readonly [
                    v.NumberSchema<undefined>,
                    v.SafeIntegerAction<number, "must be a whole number">,
                    v.MinValueAction<number, 0, "must not be negative">
                ]>;
            }, undefined>, undefined>;
            readonly dlrCallback: v.NullableSchema<v.SchemaWithPipe<readonly [
                v.StringSchema<undefined>,
                v.CheckAction<string, "must be an absolute http or https URL">
            ]>, undefined>;
        }, undefined>, undefined>;
        readonly optOuts: v.ArraySchema<v.StrictObjectSchema<{
            readonly ours: v.SchemaWithPipe<readonly [
                v.StringSchema<undefined>,
                v.RegexAction<string, "must be digits with country code">
            ]>;
            readonly theirs: v.SchemaWithPipe<readonly [
                v.StringSchema<undefined>,
                v.RegexAction<string, "must be digits with country code">
            ]>;
            readonly changes: v.ArraySchema<v.StrictObjectSchema<{
                readonly at: v.SchemaWithPipe<readonly [
                    v.NumberSchema<undefined>,
                    v.IntegerAction<number, "must be a whole number">,
                    v.CheckAction<number, "must be a moment in milliseconds since the epoch">
                ]>;
                readonly out: v.BooleanSchema<undefined>;
            }, undefined>, undefined>;
        }, undefined>, undefined>;
    }, undefined>;
    readonly events: v.ArraySchema<v.StrictObjectSchema<{
        readonly at: v.SchemaWithPipe<readonly [
            v.NumberSchema<undefined>,
            v.IntegerAction<number, "must be a whole number">,
            v.CheckAction<number, "must be a moment in milliseconds since the epoch">
        ]>;
        readonly item: v.VariantSchema<"kind", [
            v.StrictObjectSchema<{
                readonly kind: v.LiteralSchema<"receipt", undefined>;
                readonly message: v.StringSchema<undefined>;
                readonly receipt: v.SchemaWithPipe<readonly [
                    v.NumberSchema<undefined>,
                    v.SafeIntegerAction<number, "must be a whole number">,
                    v.MinValueAction<number, 0, "must not be negative">
                ]>;
            }, undefined>,
            v.StrictObjectSchema<{
                readonly kind: v.LiteralSchema<"arrival", undefined>;
                readonly message: v.StringSchema<undefined>;
            }, undefined>,
            v.StrictObjectSchema<{
                readonly kind: v.LiteralSchema<"retry", undefined>;
                readonly delivery: v.StringSchema<undefined>;
            }, undefined>
        ], undefined>;
    }, undefined>, undefined>;
    readonly webhooks: v.StrictObjectSchema<{
        readonly deliveries: v.ArraySchema<v.StrictObjectSchema<{
            readonly id: v.StringSchema<undefined>;
            readonly url: v.SchemaWithPipe<readonly [
                v.StringSchema<undefined>,
                v.CheckAction<string, "must be an absolute http or https URL">
            ]>;
            readonly body: v.SchemaWithPipe<readonly [
                v.StringSchema<undefined>,
                v.CheckAction<string, "must be a text of JSON">
            ]>;
            readonly attempts: v.ArraySchema<v.StrictObjectSchema<{
                readonly at: v.SchemaWithPipe<readonly [
                    v.NumberSchema<undefined>,
                    v.IntegerAction<number, "must be a whole number">,
                    v.CheckAction<number, "must be a moment in milliseconds since the epoch">
                ]>;
                readonly status: v.NullableSchema<v.NumberSchema<undefined>, undefined>;
                readonly error: v.ExactOptionalSchema<v.StringSchema<undefined>, undefined>;
                readonly resent: v.ExactOptionalSchema<v.BooleanSchema<undefined>, undefined>;
            }, undefined>, undefined>;
            readonly state: v.PicklistSchema<[
                "pending",
                "delivered",
                "given-up"
            ], undefined>;
        }, undefined>, undefined>;
        readonly due: v.ArraySchema<v.StrictObjectSchema<{
            readonly delivery: v.StringSchema<undefined>;
            readonly at: v.SchemaWithPipe<readonly [
                v.NumberSchema<undefined>,
                v.IntegerAction<number, "must be a whole number">,
                v.CheckAction<number, "must be a moment in milliseconds since the epoch">
            ]>;
            readonly resent: v.BooleanSchema<undefined>;
        }, undefined>, undefined>;
    }, undefined>;
    readonly faults: v.StrictObjectSchema<{
        readonly added: v.SchemaWithPipe<readonly [
            v.NumberSchema<undefined>,
            v.SafeIntegerAction<number, "must be a whole number">,
            v.MinValueAction<number, 0, "must not be negative">
        ]>;
        readonly rules: v.ArraySchema<v.StrictObjectSchema<{
            readonly id: v.StringSchema<undefined>;
            readonly rule: v.CustomSchema<FaultRule, undefined>;
            readonly hits: v.SchemaWithPipe<readonly [
                v.NumberSchema<undefined>,
                v.SafeIntegerAction<number, "must be a whole number">,
                v.MinValueAction<number, 0, "must not be negative">
            ]>;
        }, undefined>, undefined>;
    }, undefined>;
    readonly account: v.StrictObjectSchema<{
        readonly nanodollars: v.NullableSchema<v.SchemaWithPipe<readonly [
            v.NumberSchema<undefined>,
            v.SafeIntegerAction<number, "must be a whole number">
        ]>, undefined>;
    }, undefined>;
    readonly rateLimits: v.StrictObjectSchema<{
        readonly enabled: v.BooleanSchema<undefined>;
        readonly accepted: v.StrictObjectSchema<{
            readonly SMS: v.ArraySchema<v.SchemaWithPipe<readonly [
                v.NumberSchema<undefined>,
                v.IntegerAction<number, "must be a whole number">,
                v.CheckAction<number, "must be a moment in milliseconds since the epoch">
            ]>, undefined>;
            readonly MMS: v.ArraySchema<v.SchemaWithPipe<readonly [
                v.NumberSchema<undefined>,
                v.IntegerAction<number, "must be a whole number">,
                v.CheckAction<number, "must be a moment in milliseconds since the epoch">
            ]>, undefined>;
        }, undefined>;
    }, undefined>;
}, undefined>;
