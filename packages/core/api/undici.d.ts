// The public surface, kept to be compared. Change it with: npx -y pnpm api --update

interface UndiciTransportOptions {
    dispatcher?: Dispatcher | undefined;
}

declare function undiciTransport({ dispatcher }?: UndiciTransportOptions): Transport;

// Not exported, but part of what is.

type Bytes = ReturnType<Uint8ArrayConstructor['from']>;

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
