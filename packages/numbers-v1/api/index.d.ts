// The public surface, kept to be compared. Change it with: npx -y pnpm api --update

type AvailableNumber = Entity<typeof availableNumberSchema>;

type BillingMethod = 'VPRI' | 'METERED';

interface CreateRouteOptions {
    name: string;
    type: RouteType;
    value: string;
}

interface ListOptions extends PageOptions {
    pattern?: string | undefined;
}

type Npa = Entity<typeof codeSchema>;

type NpaNxx = Entity<typeof codeSchema>;

interface NpaNxxOptions extends PageOptions {
    npa?: string | undefined;
}

declare class NumbersV1 {
    #private;
    constructor(client?: Client | ClientOptions);
    listNpas(options?: PageOptions, request?: RequestOptions): List<Npa>;
    listNpaNxxs(options?: NpaNxxOptions, request?: RequestOptions): List<NpaNxx>;
    search(options?: SearchOptions, request?: RequestOptions): List<AvailableNumber>;
    purchase(number: string, options: PurchaseOptions, request?: RequestOptions): ApiPromise<void>;
    list(options?: ListOptions, request?: RequestOptions): List<PhoneNumber>;
    get(number: string, request?: RequestOptions): ApiPromise<PhoneNumber>;
    updateRoutes(number: string, routes: readonly [
        primary: RouteReference,
        failover: RouteReference
    ], request?: RequestOptions): ApiPromise<void>;
    listRoutes(options?: PageOptions, request?: RequestOptions): List<Route>;
    createRoute(options: CreateRouteOptions, request?: RequestOptions): ApiPromise<void>;
}

type PhoneNumber = Entity<typeof phoneNumberSchema>;

interface PurchaseOptions {
    billingMethod: BillingMethod;
}

type Route = Entity<typeof routeSchema>;

type RouteReference = string | {
    readonly name: string;
};

type RouteType = 'HOST' | 'PSTN' | 'URI';

interface SearchOptions extends PageOptions {
    npa?: string | undefined;
    nxx?: string | undefined;
    ratecenter?: string | undefined;
    state?: string | undefined;
    tn?: string | undefined;
}

declare function v1Signer(timestamp?: () => string): Signer;

// Not exported, but part of what is.

declare const availableNumberSchema: _flowroute_core.ObjectSchema<{
    id: Schema<string>;
    initialCost: Schema<number>;
    monthlyCost: Schema<number>;
    billingMethods: Schema<_flowroute_core.Open<BillingMethod>[]>;
    ratecenter: v.OptionalSchema<v.NullableSchema<Schema<string>, undefined>, undefined>;
    state: v.OptionalSchema<v.NullableSchema<Schema<string>, undefined>, undefined>;
}>;

declare const codeSchema: _flowroute_core.ObjectSchema<{
    id: Schema<string>;
}>;

declare const phoneNumberSchema: _flowroute_core.ObjectSchema<{
    id: Schema<string>;
    billingMethod: Schema<_flowroute_core.Open<BillingMethod>>;
    routes: Schema<({
        name: string;
        type?: _flowroute_core.Open<RouteType | "SIP-REG"> | undefined;
        value?: string | null | undefined;
    } & {
        [key: string]: unknown;
    })[]>;
}>;

declare const routeSchema: _flowroute_core.ObjectSchema<{
    id: Schema<string>;
    type: Schema<_flowroute_core.Open<RouteType | "SIP-REG">>;
    value: v.OptionalSchema<v.NullableSchema<Schema<string>, undefined>, undefined>;
}>;
