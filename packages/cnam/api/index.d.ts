// The public surface, kept to be compared. Change it with: npx -y pnpm api --update

declare class Cnam {
    #private;
    constructor(client?: Client | ClientOptions);
    list(options?: ListOptions, request?: RequestOptions): List<CnamRecord>;
    get(recordId: string, request?: RequestOptions): ApiPromise<CnamRecord>;
    create(value: string, request?: RequestOptions): ApiPromise<CnamRecord>;
    update(recordId: string, value: string, request?: RequestOptions): ApiPromise<CnamRecord>;
    delete(recordId: string, request?: RequestOptions): ApiPromise<void>;
    assign(recordId: string, numberId: string, request?: RequestOptions): ApiPromise<CnamAssignment>;
    unassign(numberId: string, request?: RequestOptions): ApiPromise<CnamAssignment>;
}

type CnamAssignment = Entity<typeof assignmentSchema>;

interface CnamNumber {
    id: string;
    [attribute: string]: unknown;
}

type CnamRecord = Entity<typeof recordSchema>;

interface ListOptions extends PageOptions {
    isApproved?: boolean | undefined;
    value?: string | undefined;
}

// Not exported, but part of what is.

declare const assignmentSchema: _flowroute_core.ObjectSchema<{
    id: v.NullableSchema<Schema<string>, undefined>;
    dateCreated: Schema<Date>;
}>;

declare const recordSchema: _flowroute_core.ObjectSchema<{
    id: Schema<string>;
    value: Schema<string>;
    isApproved: Schema<boolean>;
    approvalDatetime: v.OptionalSchema<v.NullableSchema<Schema<Date>, undefined>, null>;
    creationDatetime: v.OptionalSchema<v.NullableSchema<Schema<Date>, undefined>, null>;
    rejectionReason: v.OptionalSchema<v.NullableSchema<Schema<string>, undefined>, null>;
    numbers: v.OptionalSchema<Schema<CnamNumber[]>, undefined>;
}>;
