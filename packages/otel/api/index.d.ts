// The public surface, kept to be compared. Change it with: npx -y pnpm api --update

interface InstrumentOptions {
    tracerProvider?: TracerProvider | undefined;
    meterProvider?: MeterProvider | undefined;
}

declare function instrumentFlowroute({ tracerProvider, meterProvider }?: InstrumentOptions): () => void;
