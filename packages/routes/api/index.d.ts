// The public surface, kept to be compared. Change it with: npx -y pnpm api --update

interface CreateOptions {
    alias: string;
    routeType: RouteType;
    value: string;
    edgeStrategyId?: string | null;
}

type EdgeStrategy = Entity<typeof edgeStrategySchema>;

interface ListOptions extends PageOptions {
    routeType?: RouteType | 'sip-reg';
}

type Route = Entity<typeof routeSchema>;

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

interface UpdateOptions extends Partial<CreateOptions> {
}

// Not exported, but part of what is.

declare const edgeStrategySchema: _flowroute_core.ObjectSchema<{
    id: _flowroute_core.Schema<string>;
    name: _flowroute_core.Schema<string>;
    description: v.OptionalSchema<v.NullableSchema<_flowroute_core.Schema<string>, undefined>, undefined>;
    firewallRules: v.OptionalSchema<v.NullableSchema<_flowroute_core.Schema<string>, undefined>, undefined>;
    naptr: v.OptionalSchema<v.NullableSchema<_flowroute_core.Schema<string>, undefined>, undefined>;
}>;

declare const routeSchema: _flowroute_core.ObjectSchema<{
    id: _flowroute_core.Schema<string>;
    alias: _flowroute_core.Schema<string>;
    routeType: _flowroute_core.Schema<_flowroute_core.Open<"number" | "sip-reg" | "host" | "uri">>;
    value: v.NullableSchema<_flowroute_core.Schema<string>, undefined>;
    edgeStrategyId: v.OptionalSchema<v.NullableSchema<_flowroute_core.Schema<string>, undefined>, undefined>;
}>;
