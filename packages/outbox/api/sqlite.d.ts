// The public surface, kept to be compared. Change it with: npx -y pnpm api --update

interface SqliteDatabase {
    prepare(statement: string): SqliteStatement;
    close(): unknown;
}

interface SqliteLedgerOptions {
    path?: string | undefined;
    database?: SqliteDatabase | undefined;
    now?: (() => number) | undefined;
}

declare function sqliteLedger(options: string | SqliteLedgerOptions): Promise<Ledger>;

// Not exported, but part of what is.

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

interface OptOutTable {
    recipient: string;
    at: number;
    source: string;
}

interface PaceTable {
    kind: MessageKind;
    tat: number;
    interval: number;
    spent: number;
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

interface SqliteStatement {
    all(...parameters: unknown[]): unknown[];
    run(...parameters: unknown[]): {
        changes: number | bigint;
        lastInsertRowid: number | bigint;
    };
}

interface Tables {
    outbox_message: MessageTable;
    outbox_pace: PaceTable;
    outbox_sender_day: SenderDayTable;
    outbox_recipient: RecipientTable;
    outbox_former_id: FormerIdTable;
    outbox_opt_out: OptOutTable;
    outbox_setting: SettingTable;
}
