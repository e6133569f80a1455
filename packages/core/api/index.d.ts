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

interface AttemptTrace extends Omit<CallTrace, 'attempts'> {
    readonly call: CallTrace | undefined;
    readonly attempt: number;
}

declare class AuthenticationError extends ApiError {
    get name(): string;
}

declare class BadRequestError extends ApiError {
    get name(): string;
}

type Bytes = ReturnType<Uint8ArrayConstructor['from']>;

interface CallTrace {
    phase: 'start' | 'end';
    readonly method: string;
    readonly pathTemplate: string | undefined;
    readonly origin: string;
    attempts?: number;
    status?: number | undefined;
    outcome?: Outcome;
    errorName?: string;
    errorCode?: string | undefined;
    duration?: number;
}

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
    reportIssues(issues: readonly SchemaIssue[]): void;
}

interface Decoder<T> {
    (document: unknown, context: DecodeContext): T;
    readonly noContent?: boolean;
}

declare class DuplicateAddressError extends PermissionDeniedError {
    get name(): string;
}

declare class FlowrouteError extends Error {
    readonly outcome: Outcome;
    readonly attempts: number;
    readonly method?: string;
    readonly path?: string;
    constructor(message: string, { cause, outcome, method, path }?: FailureContext);
    get name(): string;
    get docs(): string;
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

declare class NotFoundError extends ApiError {
    get name(): string;
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

declare class Path {
    readonly value: string;
    readonly template: string;
    constructor(value: string, template: string);
    toString(): string;
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
    path: string | Path;
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

declare class TimeoutError extends FlowrouteError {
    readonly limit: 'timeout' | 'deadline';
    readonly milliseconds: number;
    constructor(limit: 'timeout' | 'deadline', milliseconds: number, context: FailureContext);
    get name(): string;
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

declare class UnprocessableEntityError extends ApiError {
    get name(): string;
}

interface WithResponse<T> {
    data: T;
    response: ApiResponse;
    attempts: number;
    warnings: readonly ApiErrorDetail[];
}

declare function createClient(options?: ClientOptions): Client;

declare const fetchTransport: Transport;

declare function isFlowrouteError(value: unknown): value is FlowrouteError;

declare function path(strings: TemplateStringsArray, ...values: readonly unknown[]): Path;

declare function phoneNumber(value: unknown, field?: string): string;

// Not exported, but part of what is.

interface ApiErrorInit extends FailureContext {
    status: number;
    errors: readonly ApiErrorDetail[];
    headers: Readonly<Record<string, string>>;
    retryAfter: number | undefined;
}

type Call = <T>(spec: RequestSpec<T> | (() => RequestSpec<T>), options?: RequestOptions) => Promise<WithResponse<T>>;

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

interface SignableRequest {
    method: string;
    url: string;
    body: Uint8Array;
}

interface Signed {
    headers: Record<string, string>;
    secrets: string[];
}

interface Signer {
    readonly '~sign': (request: SignableRequest, credentials: Credentials) => Promise<Signed>;
}
