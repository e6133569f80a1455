// The public surface, kept to be compared. Change it with: npx -y pnpm api --update

declare class AbortedError extends FlowrouteError {
    get name(): string;
}

declare class ApiError extends FlowrouteError {
    readonly status: number;
    readonly errors: readonly ApiErrorDetail[];
    readonly headers: Readonly<Record<string, string>>;
    readonly retryAfter?: number;
    constructor(message: string, init: ApiErrorInit);
    get name(): string;
    get fields(): Record<string, string[]>;
}

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

declare class AuthenticationError extends ApiError {
    get name(): string;
}

declare class BadRequestError extends ApiError {
    get name(): string;
}

type CallbackKind = 'sms_callback' | 'mms_callback' | 'sms_dlr_callback' | 'mms_dlr_callback' | 'dlr_callback';

interface Client {
    readonly baseUrl: string;
    request<T = unknown>(spec: RequestSpec<T> | (() => RequestSpec<T>), options?: RequestOptions): ApiPromise<T>;
    list<T>(spec: ListSpec<T> | (() => ListSpec<T>), options?: RequestOptions): List<T>;
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
}

declare class ConfigurationError extends FlowrouteError {
    get name(): string;
}

declare class ConflictError extends ApiError {
    get name(): string;
}

declare class ConnectionError extends FlowrouteError {
    get name(): string;
}

interface DecodeContext {
    fail(message: string): never;
    depart(issues: readonly SchemaIssue[]): void;
}

type Decoder<T> = (document: unknown, context: DecodeContext) => T;

declare class DuplicateAddressError extends PermissionDeniedError {
    get name(): string;
}

type Entity<S extends Schema<unknown>> = KnownKeys<v.InferOutput<S>>;

declare class FlowrouteError extends Error {
    readonly outcome: Outcome;
    readonly attempts: number;
    readonly method?: string;
    readonly path?: string;
    constructor(message: string, { cause, outcome, method, path }?: FailureContext);
    get name(): string;
    toJSON(): Record<string, unknown>;
}

interface InputIssue {
    field: string;
    message: string;
}

declare class InvalidInputError extends FlowrouteError {
    readonly issues: readonly InputIssue[];
    constructor(issues: readonly InputIssue[]);
    get name(): string;
    get field(): string;
}

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
    path: string;
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

declare class NotFoundError extends ApiError {
    get name(): string;
}

interface ObjectSchema<E extends v.ObjectEntries> extends Schema<v.InferOutput<v.LooseObjectSchema<E, undefined>>> {
    readonly entries: E;
}

type Open<T extends string> = T | (string & {});

type Outcome = 'not-sent' | 'rejected' | 'unknown';

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

declare class PermissionDeniedError extends ApiError {
    get name(): string;
}

type QueryValue = unknown;

declare class RateLimitError extends ApiError {
    get name(): string;
}

declare class RecipientOptedOutError extends BadRequestError {
    get name(): string;
}

interface RequestOptions {
    signal?: AbortSignal | undefined;
    timeout?: number | undefined;
    deadline?: number | undefined;
    retries?: number | undefined;
    headers?: Readonly<Record<string, string>> | undefined;
}

interface RequestSpec<T> {
    method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | undefined;
    path: string;
    query?: Readonly<Record<string, QueryValue>> | string | undefined;
    body?: unknown;
    replayable?: boolean | undefined;
    sign?: Signer | undefined;
    decode?: Decoder<T> | undefined;
}

declare class ResponseFormatError extends FlowrouteError {
    readonly status: number;
    readonly snippet: string;
    constructor(message: string, status: number, snippet: string, context: FailureContext);
    get name(): string;
}

type Schema<T> = v.BaseSchema<unknown, T, v.BaseIssue<unknown>>;

interface SchemaIssue {
    field: string;
    message: string;
}

interface SchemaReport {
    method: string;
    path: string;
    issues: readonly SchemaIssue[];
}

declare class ServerError extends ApiError {
    get name(): string;
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

declare class TimeoutError extends FlowrouteError {
    readonly limit: 'timeout' | 'deadline';
    readonly milliseconds: number;
    constructor(limit: 'timeout' | 'deadline', milliseconds: number, context: FailureContext);
    get name(): string;
}

declare class UnprocessableEntityError extends ApiError {
    get name(): string;
}

interface WithResponse<T> {
    data: T;
    response: ApiResponse;
    attempts: number;
    warnings: readonly ApiErrorDetail[];
}

declare const array: <T>(item: Schema<T>) => Schema<T[]>;

declare const booleanInput: () => Schema<boolean>;

declare const callbackKindInput: () => Schema<string>;

declare const check: <T>(test: (value: T) => boolean, message: string) => v.BaseValidation<T, T, v.BaseIssue<unknown>>;

declare function checkChanges<T extends object>(schema: Schema<T>, changes: unknown): T;

declare function checkInput<T>(schema: Schema<T>, value: unknown, field?: string): T;

declare function createClient(options?: ClientOptions): Client;

declare function createSigner(sign: (request: SignableRequest, hmacSha1: (message: string) => Promise<Uint8Array>) => Promise<Signature>): Signer;

declare const entities: <T>(schema: Schema<T>) => Decoder<T[]>;

declare const entity: <T>(schema: Schema<T>) => Decoder<T>;

declare const entityMap: <T>(schema: Schema<T>, name: string) => Decoder<T[]>;

declare const flag: () => Schema<boolean>;

declare const input: <T>(test: (value: unknown) => boolean, message: string) => Schema<T>;

declare function isFlowrouteError(value: unknown): value is FlowrouteError;

declare const nothing: Decoder<void>;

declare const numeric: () => Schema<number>;

declare function object<E extends v.ObjectEntries>(entries: E): ObjectSchema<E>;

declare const open: <T extends string>() => Schema<Open<T>>;

declare function parseTime(text: string): Date | undefined;

declare function path(strings: TemplateStringsArray, ...values: readonly unknown[]): string;

declare const patternInput: (pattern: RegExp, message: string) => Schema<string>;

declare function phoneNumber(value: unknown, field?: string): string;

declare const phoneNumberInput: () => Schema<string>;

declare const plainEntity: <T>(schema: Schema<T>, id: string) => Decoder<T>;

declare const reading: <T>(read: (value: unknown) => T | undefined, message: string) => Schema<T>;

declare function routeValueInput(routeType: unknown): Schema<string>;

declare const string: () => Schema<string>;

declare const text: () => Schema<string>;

declare const textInput: (atMost?: number) => Schema<string>;

declare const timestamp: () => Schema<Date>;

declare function toClient(client?: Client | ClientOptions): Client;

declare const urlInput: () => Schema<string>;

// Not exported, but part of what is.

interface ApiErrorInit extends FailureContext {
    status: number;
    errors: readonly ApiErrorDetail[];
    headers: Readonly<Record<string, string>>;
    retryAfter: number | undefined;
}

type Call = <T>(spec: RequestSpec<T>, options?: RequestOptions) => Promise<WithResponse<T>>;

interface Credentials {
    readonly accessKey: string;
    readonly secretKey: string;
}

interface FailureContext {
    outcome?: Outcome | undefined;
    cause?: unknown;
    method?: string;
    path?: string;
}

type KnownKeys<T> = T extends Scalar ? T : T extends readonly (infer Item)[] ? KnownKeys<Item>[] : {
    [K in keyof T as string extends K ? never : K]: KnownKeys<T[K]>;
};

type Scalar = string | number | boolean | null | undefined | Date;

interface Signed {
    headers: Record<string, string>;
    secrets: string[];
}
