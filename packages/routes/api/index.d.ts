// The public surface, kept to be compared. Change it with: npx -y pnpm api --update

interface CreateOptions {
    alias: string;
    routeType: RouteType;
    value: string;
    edgeStrategyId?: string | null | undefined;
}

interface EdgeStrategy {
    id: string;
    name: string;
    description?: string | null | undefined;
    firewallRules?: string | null | undefined;
    naptr?: string | null | undefined;
}

interface ListOptions extends PageOptions {
    routeType?: RouteType | 'sip-reg' | undefined;
}

interface Route {
    id: string;
    alias: string;
    routeType: Open<'sip-reg' | 'host' | 'number' | 'uri'>;
    value: string | null;
    edgeStrategyId?: string | null | undefined;
}

type RouteType = 'host' | 'number' | 'uri';

declare class Routes {
    #private;
    constructor(client?: Client | ClientOptions);
    create(options: CreateOptions, request?: RequestOptions): ApiPromise<Route>;
    list(options?: ListOptions, request?: RequestOptions): List<Route>;
    update(routeId: string, changes: UpdateOptions, request?: RequestOptions): ApiPromise<Route>;
    delete(routeId: string, request?: RequestOptions): ApiPromise<void>;
    setPrimary(numberId: string, routeId: string, request?: RequestOptions): ApiPromise<void>;
    setFailover(numberId: string, routeId: string, request?: RequestOptions): ApiPromise<void>;
    removePrimary(numberId: string, request?: RequestOptions): ApiPromise<void>;
    removeFailover(numberId: string, request?: RequestOptions): ApiPromise<void>;
    listEdgeStrategies(request?: RequestOptions): ApiPromise<EdgeStrategy[]>;
}

type UpdateOptions = {
    [Field in keyof CreateOptions]?: CreateOptions[Field] | undefined;
};
