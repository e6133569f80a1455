// The public surface, kept to be compared. Change it with: npx -y pnpm api --update

type AreaCode = Entity<typeof codeSchema>;

interface AreaCodeOptions extends PageOptions {
    maxSetupCost?: number | undefined;
}

type AvailableNumber = Entity<typeof availableNumberSchema>;

export { CallbackKind } // of another package

interface DigitFilters {
    startsWith?: string | undefined;
    contains?: string | undefined;
    endsWith?: string | undefined;
}

type Exchange = Entity<typeof codeSchema>;

interface ExchangeOptions extends AreaCodeOptions {
    areaCode?: string | undefined;
}

interface ListOptions extends DigitFilters, PageOptions {
    alias?: string | undefined;
}

declare class Numbers {
    #private;
    constructor(client?: Client | ClientOptions);
    listAreaCodes(options?: AreaCodeOptions, request?: RequestOptions): List<AreaCode>;
    listExchanges(options?: ExchangeOptions, request?: RequestOptions): List<Exchange>;
    search(options?: SearchOptions, request?: RequestOptions): List<AvailableNumber>;
    purchase(numberId: string, options?: PurchaseOptions, request?: RequestOptions): ApiPromise<PhoneNumber>;
    list(options?: ListOptions, request?: RequestOptions): List<PhoneNumber>;
    get(numberId: string, request?: RequestOptions): ApiPromise<PhoneNumber>;
    getMany(numberIds: readonly string[], request?: RequestOptions): ApiPromise<PhoneNumber[]>;
    update(numberId: string, changes: UpdateOptions, request?: RequestOptions): ApiPromise<PhoneNumber>;
    release(numberId: string, request?: RequestOptions): ApiPromise<void>;
    setCallback(numberId: string, kind: CallbackKind, url: string, request?: RequestOptions): ApiPromise<void>;
}

type OrderKey = 'monthly_cost' | 'iso_country' | 'number_type' | 'state' | 'rate_center' | 'number' | 'value' | 'tn';

type PhoneNumber = Entity<typeof phoneNumberSchema>;

interface PurchaseOptions {
    cnamLookupsEnabled?: boolean | undefined;
    messagingEnabled?: boolean | undefined;
}

interface SearchOptions extends DigitFilters, PageOptions {
    rateCenter?: string | undefined;
    state?: string | undefined;
    numberType?: Open<'longcode' | 'toll-free'> | undefined;
    isoCountry?: string | undefined;
    orderBy?: Open<OrderKey> | undefined;
}

interface UpdateOptions {
    alias?: string | null | undefined;
    cnamLookupsEnabled?: boolean | undefined;
    messagingEnabled?: boolean | undefined;
    messagingEmail?: boolean | undefined;
    messagingCallbackUrl?: string | undefined;
}

// Not exported, but part of what is.

declare const availableNumberSchema: _flowroute_core.ObjectSchema<{
    id: _flowroute_core.Schema<string>;
    value: _flowroute_core.Schema<string>;
    numberType: v.OptionalSchema<_flowroute_core.Schema<_flowroute_core.Open<"longcode" | "toll-free" | "standard" | "tollfree">>, undefined>;
    rateCenter: v.OptionalSchema<v.NullableSchema<_flowroute_core.Schema<string>, undefined>, undefined>;
    state: v.OptionalSchema<v.NullableSchema<_flowroute_core.Schema<string>, undefined>, undefined>;
    isoCountry: v.OptionalSchema<_flowroute_core.Schema<string>, undefined>;
    monthlyCost: v.OptionalSchema<_flowroute_core.Schema<number>, undefined>;
    setupCost: v.OptionalSchema<_flowroute_core.Schema<number>, undefined>;
}>;

declare const codeSchema: _flowroute_core.ObjectSchema<{
    id: _flowroute_core.Schema<string>;
}>;

declare const phoneNumberSchema: _flowroute_core.ObjectSchema<{
    alias: v.NullableSchema<_flowroute_core.Schema<string>, undefined>;
    cnamLookupsEnabled: _flowroute_core.Schema<boolean>;
    messagingEnabled: v.OptionalSchema<_flowroute_core.Schema<boolean>, undefined>;
    status: v.OptionalSchema<_flowroute_core.Schema<_flowroute_core.Open<"PURCHASED">>, undefined>;
    note: v.OptionalSchema<v.NullableSchema<_flowroute_core.Schema<string>, undefined>, undefined>;
    inboundRate: v.OptionalSchema<_flowroute_core.Schema<number>, undefined>;
    rateType: v.OptionalSchema<_flowroute_core.Schema<_flowroute_core.Open<"local">>, undefined>;
    tier: v.OptionalSchema<_flowroute_core.Schema<_flowroute_core.Open<"Standard">>, undefined>;
    primaryRoute: v.OptionalSchema<v.NullableSchema<_flowroute_core.ObjectSchema<{
        id: _flowroute_core.Schema<string>;
        alias: v.OptionalSchema<v.NullableSchema<_flowroute_core.Schema<string>, undefined>, undefined>;
        routeType: v.OptionalSchema<_flowroute_core.Schema<_flowroute_core.Open<"number" | "sip-reg" | "host" | "uri">>, undefined>;
        value: v.OptionalSchema<v.NullableSchema<_flowroute_core.Schema<string>, undefined>, undefined>;
    }>, undefined>, undefined>;
    failoverRoute: v.OptionalSchema<v.NullableSchema<_flowroute_core.ObjectSchema<{
        id: _flowroute_core.Schema<string>;
        alias: v.OptionalSchema<v.NullableSchema<_flowroute_core.Schema<string>, undefined>, undefined>;
        routeType: v.OptionalSchema<_flowroute_core.Schema<_flowroute_core.Open<"number" | "sip-reg" | "host" | "uri">>, undefined>;
        value: v.OptionalSchema<v.NullableSchema<_flowroute_core.Schema<string>, undefined>, undefined>;
    }>, undefined>, undefined>;
    e911Address: v.OptionalSchema<v.NullableSchema<_flowroute_core.ObjectSchema<{
        id: _flowroute_core.Schema<string>;
    }>, undefined>, undefined>;
    cnamPreset: v.OptionalSchema<v.NullableSchema<_flowroute_core.ObjectSchema<{
        id: _flowroute_core.Schema<string>;
    }>, undefined>, undefined>;
    id: _flowroute_core.Schema<string>;
    value: _flowroute_core.Schema<string>;
    numberType: v.OptionalSchema<_flowroute_core.Schema<_flowroute_core.Open<"longcode" | "toll-free" | "standard" | "tollfree">>, undefined>;
    rateCenter: v.OptionalSchema<v.NullableSchema<_flowroute_core.Schema<string>, undefined>, undefined>;
    state: v.OptionalSchema<v.NullableSchema<_flowroute_core.Schema<string>, undefined>, undefined>;
    isoCountry: v.OptionalSchema<_flowroute_core.Schema<string>, undefined>;
    monthlyCost: v.OptionalSchema<_flowroute_core.Schema<number>, undefined>;
    setupCost: v.OptionalSchema<_flowroute_core.Schema<number>, undefined>;
}>;
