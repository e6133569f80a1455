// The public surface, kept to be compared. Change it with: npx -y pnpm api --update

interface AvailableNumber {
    id: string;
    initialCost: number;
    monthlyCost: number;
    billingMethods: Open<BillingMethod>[];
    ratecenter?: string | null | undefined;
    state?: string | null | undefined;
}

type BillingMethod = 'VPRI' | 'METERED';

interface CreateRouteOptions {
    name: string;
    type: RouteType;
    value: string;
}

interface ListOptions extends PageOptions {
    pattern?: string | undefined;
}

interface Npa {
    id: string;
}

interface NpaNxx {
    id: string;
}

interface NpaNxxOptions extends PageOptions {
    npa?: string | undefined;
}

interface NumberRoute {
    name: string;
    type?: Open<RouteType | 'SIP-REG'> | undefined;
    value?: string | null | undefined;
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

interface PhoneNumber {
    id: string;
    billingMethod: Open<BillingMethod>;
    routes: NumberRoute[];
}

interface PurchaseOptions {
    billingMethod: BillingMethod;
}

interface Route {
    id: string;
    type: Open<RouteType | 'SIP-REG'>;
    value?: string | null | undefined;
}

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
