// The public surface, kept to be compared. Change it with: npx -y pnpm api --update

interface BullmqOptions {
    connection: ConnectionOptions;
    queue?: string | undefined;
    concurrency?: number | undefined;
    sweepEvery?: number | undefined;
    signal?: AbortSignal | undefined;
}

declare function runOnBullmq(outbox: Outbox, options: BullmqOptions): AsyncGenerator<OutboxEvent, void, undefined>;

// Not exported, but part of what is.

interface AddResult {
    added: number;
    known: number;
}

interface Clock {
    now(): number;
    sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

type Engine = 'sqlite' | 'postgres';

interface FormerIdTable {
    flowroute_id: string;
}

interface Ledger {
    close(): Promise<void>;
    readonly '~connection': LedgerConnection;
}

interface LedgerConnection {
    db: Kysely<Tables>;
    engine: Engine;
    now(db: Kysely<Tables>): Promise<number>;
    isDuplicate(error: unknown): boolean;
    close(): Promise<void>;
    join?(own: object): Kysely<Tables> | undefined;
    exclusively?<T>(work: () => Promise<T>): Promise<T>;
}

type MessageKind = 'sms' | 'mms';

type MessageState = 'queued' | 'sending' | 'accepted' | 'unknown' | 'unresolved' | 'delivered' | 'undelivered' | 'refused' | 'optedOut' | 'expired' | 'cancelled';

interface MessageTable {
    id: Generated<number | string>;
    key: string;
    recipient: string;
    body: string | null;
    media: string | null;
    kind: MessageKind;
    segments: number;
    cost: number;
    twin: string;
    wanted_sender: string | null;
    sender: string | null;
    state: MessageState;
    created_at: number;
    due: number;
    expires: number | null;
    attempts: number;
    sent_at: number | null;
    give_up_at: number | null;
    flowroute_id: string | null;
    code: string | null;
    reason: string | null;
    looks: number;
    next_look: number | null;
    changed_at: number;
}

interface OptOutRecord {
    number: string;
    at: Date;
    source: string;
}

interface OptOutTable {
    recipient: string;
    at: number;
    source: string;
}

declare class Outbox {
    #private;
    constructor(options: OutboxOptions);
    add(messages: OutboxMessage | Iterable<OutboxMessage> | AsyncIterable<OutboxMessage>, { transaction: own }?: {
        transaction?: object | undefined;
    }): Promise<AddResult>;
    plan(messages?: Iterable<OutboxMessage> | AsyncIterable<OutboxMessage>): Promise<OutboxPlan>;
    run({ signal, }?: {
        signal?: AbortSignal | undefined;
    }): AsyncGenerator<OutboxEvent, void, undefined>;
    receive(event: WebhookEvent): Promise<OutboxRecord | undefined>;
    get(key: string): Promise<OutboxRecord | undefined>;
    list({ state, }?: {
        state?: MessageState | undefined;
    }): AsyncGenerator<OutboxRecord, void, undefined>;
    stats(): Promise<Record<MessageState, number>>;
    retry(key: string): Promise<OutboxRecord>;
    cancel(key: string): Promise<OutboxRecord>;
    optOut(number: string, source?: string): Promise<void>;
    optIn(number: string): Promise<void>;
    pause(): Promise<void>;
    resume(): Promise<void>;
    optOuts(): AsyncGenerator<OptOutRecord, void, undefined>;
}

type OutboxEvent = {
    type: MessageState;
    message: OutboxRecord;
} | OutboxProgress | {
    type: 'slowed';
    kind: MessageKind;
    perSecond: number;
} | {
    type: 'stopped';
    reason: StopReason;
    detail: string;
};

interface OutboxMessage {
    key: string;
    to: string;
    body?: string | undefined;
    mediaUrls?: readonly string[] | undefined;
    from?: string | undefined;
    notBefore?: Date | undefined;
    expires?: Date | undefined;
}

interface OutboxOptions {
    client?: Client | ClientOptions | undefined;
    ledger: Ledger;
    from: string | readonly string[];
    rate?: {
        sms?: number | undefined;
        mms?: number | undefined;
    } | undefined;
    dailyCap?: number | undefined;
    quietHours?: QuietHours | undefined;
    maxCost?: number | undefined;
    price?: {
        sms?: number | undefined;
        mms?: number | undefined;
    } | undefined;
    sendDeadline?: number | undefined;
    concurrency?: number | undefined;
    recordDelay?: number | undefined;
    unresolved?: 'keep' | 'resend' | undefined;
    stopAfterFailures?: number | undefined;
    stopAtSpamShare?: number | undefined;
    apiVersion?: 'v2.1' | 'v2.2' | undefined;
    clock?: Clock | undefined;
}

interface OutboxPlan {
    messages: number;
    sms: number;
    mms: number;
    segments: number;
    cost: number;
    duplicates: number;
    optedOut: number;
    problems: readonly {
        key: string;
        message: string;
    }[];
    invalid: number;
    expectedEnd: Date;
    exceedsMaxCost: boolean;
}

interface OutboxProgress {
    type: 'progress';
    done: number;
    remaining: number;
    rate: number;
    cost: number;
    expectedEnd: Date | undefined;
}

interface OutboxRecord {
    key: string;
    to: string;
    from: string | undefined;
    body: string | undefined;
    mediaUrls: readonly string[];
    kind: MessageKind;
    segments: number;
    costNanodollars: number;
    state: MessageState;
    due: Date;
    expires: Date | undefined;
    attempts: number;
    sentAt: Date | undefined;
    messageId: string | undefined;
    code: string | undefined;
    reason: string | undefined;
    changedAt: Date;
}

interface PaceTable {
    kind: MessageKind;
    tat: number;
    interval: number;
    spent: number;
}

interface QuietHours {
    from: string;
    until: string;
    zone?: string | undefined;
}

interface RecipientTable {
    recipient: string;
    sender: string;
}

interface SenderDayTable {
    sender: string;
    day: string;
    count: number;
}

interface SettingTable {
    name: string;
    value: string;
}

type StopReason = 'credentials' | 'funds' | 'spam' | 'failures' | 'maxCost' | 'paused';

interface Tables {
    outbox_message: MessageTable;
    outbox_pace: PaceTable;
    outbox_sender_day: SenderDayTable;
    outbox_recipient: RecipientTable;
    outbox_former_id: FormerIdTable;
    outbox_opt_out: OptOutTable;
    outbox_setting: SettingTable;
}
