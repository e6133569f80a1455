// The public surface, kept to be compared. Change it with: npx -y pnpm api --update

interface Callback {
    callbackUrl: string;
    apiVersion?: string | undefined;
    product?: string | undefined;
}

type CallbackKind = 'sms_callback' | 'mms_callback' | 'sms_dlr_callback' | 'mms_dlr_callback' | 'dlr_callback';

interface DecodeContext {
    fail(message: string): never;
    reportIssues(issues: readonly SchemaIssue[]): void;
}

interface Decoder<T> {
    (document: unknown, context: DecodeContext): T;
    readonly noContent?: boolean;
}

type Entity<S extends Schema<unknown>> = KnownKeys<v.InferOutput<S>>;

type Open<T extends string> = T | (string & {});

declare class Path {
    readonly value: string;
    readonly template: string;
    constructor(value: string, template: string);
    toString(): string;
}

type Schema<T> = v.GenericSchema<unknown, T>;

interface SchemaIssue {
    field: string;
    message: string;
}

interface SignableRequest {
    method: string;
    url: string;
    body: Uint8Array;
}

interface Signature {
    password: string;
    headers: Readonly<Record<string, string>>;
}

interface Signer {
    readonly '~sign': (request: SignableRequest, credentials: Credentials) => Promise<Signed>;
}

declare function asJson(request?: RequestOptions): RequestOptions;

declare const bareEntity: <T>(schema: Schema<T>, id: string) => Decoder<T>;

declare const booleanInput: () => Schema<boolean>;

declare const booleanOrText: () => Schema<boolean>;

declare const callbackKindInput: () => Schema<string>;

declare function checkChanges<T extends object>(schema: Schema<T>, changes: unknown): T;

declare function checkInput<T>(schema: Schema<T>, value: unknown, field?: string): T;

declare function checkNames(given: object, known: readonly string[], meant?: Readonly<Record<string, string>>): void;

declare const convert: <T>(read: (value: unknown) => T | undefined, message: string | ((value: unknown) => string)) => Schema<T>;

declare function createSigner(sign: (request: SignableRequest, hmacSha1: (message: string) => Promise<Uint8Array>) => Promise<Signature>): Signer;

declare const entities: <T>(schema: Schema<T>) => Decoder<T[]>;

declare const entity: <T>(schema: Schema<T>) => Decoder<T>;

declare const entityMap: <T>(schema: Schema<T>, name: string) => Decoder<T[]>;

declare function getCallback(client: Client, spec: () => {
    path: Path;
}, request?: RequestOptions): Promise<Callback | undefined>;

declare const idInput: (what: string, example: string) => Schema<string>;

declare const input: <T>(test: (value: unknown) => boolean, message: string) => Schema<T>;

declare const inputObject: <E extends v.ObjectEntries>(entries: E, meant?: Readonly<Record<string, string>>) => Schema<v.InferOutput<v.ObjectSchema<E, undefined>>>;

declare const listOptionsInput: <E extends v.ObjectEntries>(filters: E) => Schema<v.InferOutput<v.ObjectSchema<E & typeof pageEntries, undefined>>>;

declare const noContent: Decoder<void>;

declare const numberOrText: () => Schema<number>;

declare const openEnum: <T extends string>() => v.GenericSchema<Open<T>>;

declare function parseTime(text: string): Date | undefined;

declare function path(strings: TemplateStringsArray, ...values: readonly unknown[]): Path;

declare const patternInput: (pattern: RegExp, message: string) => Schema<string>;

declare function pause(milliseconds: number, signal?: AbortSignal): Promise<void>;

declare function phoneNumber(value: unknown, field?: string): string;

declare const phoneNumberInput: () => Schema<string>;

declare function routeValueInput(routeType: unknown): Schema<string>;

declare const textInput: (atMost?: number) => Schema<string>;

declare const textOrNumber: () => Schema<string>;

declare const timestamp: () => Schema<Date>;

declare function toClient(client?: Client | ClientOptions): Client;

declare const urlInput: () => Schema<string>;

// Not exported, but part of what is.

interface ApiErrorDetail {
    id?: string;
    status?: number;
    code?: string;
    title?: string;
    detail?: string;
    fields?: Record<string, string[]>;
}

declare class ApiPromise<T> implements Promise<T> {
    #private;
    readonly [Symbol.toStringTag]: string;
    constructor(result: () => Promise<WithResponse<T>>);
    withResponse(): Promise<WithResponse<T>>;
    then<A = T, B = never>(onResult?: ((value: T) => A | PromiseLike<A>) | null, onError?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<A | B>;
    catch<B = never>(onError?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<T | B>;
    finally(onSettled?: (() => void) | null): Promise<T>;
}

interface ApiResponse {
    status: number;
    headers: Headers;
    body: unknown;
}

type Bytes = ReturnType<Uint8ArrayConstructor['from']>;

type Call = <T>(spec: RequestSpec<T> | (() => RequestSpec<T>), options?: RequestOptions) => Promise<WithResponse<T>>;

interface Client {
    readonly baseUrl: string;
    request<T = unknown>(spec: RequestSpec<T> | (() => RequestSpec<T>), options?: RequestOptions): ApiPromise<T>;
    list<T>(spec: ListSpec<T> | (() => ListSpec<T>), options?: RequestOptions): List<T>;
    connect(options?: Pick<RequestOptions, 'signal' | 'timeout'>): Promise<void>;
}

interface ClientOptions {
    accessKey?: string | undefined;
    secretKey?: string | undefined;
    baseUrl?: string | undefined;
    allowInsecureHttp?: boolean | undefined;
    timeout?: number | undefined;
    deadline?: number | undefined;
    retries?: number | undefined;
    backoff?: {
        base?: number | undefined;
        max?: number | undefined;
    } | undefined;
    maxResponseBytes?: number | undefined;
    strict?: boolean | undefined;
    onSchemaIssue?: ((report: SchemaReport) => void) | undefined;
    middleware?: readonly Middleware[] | undefined;
    logger?: Logger | undefined;
    headers?: Readonly<Record<string, string>> | undefined;
    fetch?: ((request: Request) => Promise<Response>) | undefined;
    transport?: Transport | undefined;
}

interface Credentials {
    readonly accessKey: string;
    readonly secretKey: string;
}

type KnownKeys<T> = T extends Scalar ? T : T extends readonly (infer Item)[] ? KnownKeys<Item>[] : {
    [K in keyof T as string extends K ? never : K]: KnownKeys<T[K]>;
};

declare class List<T> extends ApiPromise<Page<T>> implements AsyncIterable<T> {
    #private;
    constructor(spec: ListSpec<T> | (() => ListSpec<T>), options: RequestOptions | undefined, call: Call);
    [Symbol.asyncIterator](): AsyncGenerator<T, void, undefined>;
    pages(): AsyncGenerator<Page<T>, void, undefined>;
    take(count: number): Promise<T[]>;
    toArray({ max }?: {
        max?: number;
    }): Promise<T[]>;
}

interface ListSpec<T> {
    path: string | Path;
    query?: PageOptions & Readonly<Record<string, QueryValue>>;
    pageSizeAtMost?: number;
    byPageNumber?: ((query: Readonly<Record<string, QueryValue>>) => RequestSpec<unknown>['query']) | undefined;
    sign?: RequestSpec<unknown>['sign'];
    decode: Decoder<T[]>;
}

interface Logger {
    debug(message: string, data?: unknown): void;
    warn(message: string, data?: unknown): void;
}

type Middleware = (request: Request, next: (request: Request) => Promise<Response>, context: MiddlewareContext) => Promise<Response>;

interface MiddlewareContext {
    attempt: number;
}

declare class Page<T> implements Iterable<T> {
    #private;
    readonly items: readonly T[];
    readonly offset: number;
    readonly hasNext: boolean;
    constructor(items: readonly T[], offset: number, hasNext: boolean, next: () => Promise<Page<T>>);
    next(): Promise<Page<T> | undefined>;
    [Symbol.iterator](): Iterator<T>;
}

interface PageOptions {
    pageSize?: number | undefined;
    offset?: number | undefined;
    prefetch?: number | undefined;
}

type QueryValue = unknown;

interface RequestOptions {
    signal?: AbortSignal | undefined;
    timeout?: number | undefined;
    deadline?: number | undefined;
    retries?: number | undefined;
    headers?: Readonly<Record<string, string>> | undefined;
}

interface RequestSpec<T> {
    method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | undefined;
    path: string | Path;
    query?: Readonly<Record<string, QueryValue>> | string | undefined;
    body?: unknown;
    replayable?: boolean | undefined;
    sign?: Signer | undefined;
    decode?: Decoder<T> | undefined;
}

type Scalar = string | number | boolean | null | undefined | Date;

interface SchemaReport {
    method: string;
    path: string;
    issues: readonly SchemaIssue[];
}

interface Signed {
    headers: Record<string, string>;
    secrets: string[];
}

interface Transport {
    (request: TransportRequest): Promise<TransportResponse>;
    connect?(origin: string): Promise<void>;
}

interface TransportRequest {
    readonly method: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Bytes | undefined;
    readonly once: boolean;
    readonly signal: AbortSignal;
}

interface TransportResponse {
    readonly status: number;
    readonly headers: Headers;
    readonly body: ReadableStream<Uint8Array> | AsyncIterable<Uint8Array> | null;
    readonly mayBeRepeated?: boolean | undefined;
}

interface WithResponse<T> {
    data: T;
    response: ApiResponse;
    attempts: number;
    warnings: readonly ApiErrorDetail[];
}

declare const pageEntries: {
    pageSize: v.OptionalSchema<v.GenericSchema<number>, undefined>;
    offset: v.OptionalSchema<v.GenericSchema<number>, undefined>;
    prefetch: v.OptionalSchema<v.GenericSchema<number>, undefined>;
};
