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

interface CnamAssignment {
    id: string | null;
    dateCreated: Date;
}

interface CnamNumber {
    id: string;
}

interface CnamRecord {
    id: string;
    value: string;
    isApproved: boolean;
    approvalDatetime: Date | null;
    creationDatetime: Date | null;
    rejectionReason: string | null;
    numbers?: CnamNumber[] | undefined;
}

interface ListOptions extends PageOptions {
    isApproved?: boolean | undefined;
    value?: string | undefined;
}
