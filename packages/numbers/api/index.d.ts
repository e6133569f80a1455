// The public surface, kept to be compared. Change it with: npx -y pnpm api --update

interface AreaCode {
    id: string;
}

interface AreaCodeOptions extends PageOptions {
    maxSetupCost?: number | undefined;
}

interface AvailableNumber extends CommonAttributes {
}

export { Callback } // of another package

export { CallbackKind } // of another package

interface DigitFilters {
    startsWith?: string | undefined;
    contains?: string | undefined;
    endsWith?: string | undefined;
    tier?: string | undefined;
}

interface Exchange {
    id: string;
}

interface ExchangeOptions extends AreaCodeOptions {
    areaCode?: string | undefined;
}

interface ListOptions extends DigitFilters, PageOptions {
    alias?: string | undefined;
}

interface NumberCallerName {
    id: string;
    value?: string | undefined;
    isApproved?: boolean | undefined;
    approvalDatetime?: Date | null | undefined;
    creationDatetime?: Date | null | undefined;
    rejectionReason?: string | null | undefined;
}

interface NumberEmergencyAddress {
    id: string;
    label?: string | undefined;
    firstName?: string | undefined;
    lastName?: string | undefined;
    streetNumber?: string | undefined;
    streetName?: string | undefined;
    city?: string | undefined;
    state?: string | undefined;
    country?: string | undefined;
    zip?: string | undefined;
    addressType?: string | null | undefined;
    addressTypeNumber?: string | null | undefined;
}

interface NumberRoute {
    id: string;
    alias?: string | null | undefined;
    routeType?: Open<'sip-reg' | 'host' | 'number' | 'uri'> | undefined;
    value?: string | null | undefined;
}

declare class Numbers {
    #private;
    constructor(client?: Client | ClientOptions);
    listAreaCodes(options?: AreaCodeOptions, request?: RequestOptions): List<AreaCode>;
    listExchanges(options?: ExchangeOptions, request?: RequestOptions): List<Exchange>;
    listTiers(options?: PageOptions, request?: RequestOptions): List<Tier>;
    search(options?: SearchOptions, request?: RequestOptions): List<AvailableNumber>;
    purchase(numberId: string, options?: PurchaseOptions, request?: RequestOptions): ApiPromise<PhoneNumber>;
    list(options?: ListOptions, request?: RequestOptions): List<PhoneNumber>;
    get(numberId: string, request?: RequestOptions): ApiPromise<PhoneNumber>;
    getMany(numberIds: readonly string[], request?: RequestOptions): ApiPromise<PhoneNumber[]>;
    update(numberId: string, changes: UpdateOptions, request?: RequestOptions): ApiPromise<PhoneNumber>;
    release(numberId: string, request?: RequestOptions): ApiPromise<void>;
    setCallback(numberId: string, kind: CallbackKind, url: string, request?: RequestOptions): ApiPromise<void>;
    getCallback(numberId: string, kind: CallbackKind, request?: RequestOptions): Promise<Callback | undefined>;
    removeCallback(numberId: string, kind: CallbackKind, request?: RequestOptions): ApiPromise<void>;
    provisionMessaging(numberIds: readonly string[], action: 'enable' | 'disable', options?: ProvisioningOptions, request?: RequestOptions): ApiPromise<Provisioning>;
    getProvisioning(taskId: string, request?: RequestOptions): ApiPromise<Provisioning>;
}

type OrderKey = 'monthly_cost' | 'iso_country' | 'number_type' | 'state' | 'rate_center' | 'number' | 'value' | 'tn';

interface PhoneNumber extends CommonAttributes {
    alias: string | null;
    cnamLookupsEnabled: boolean;
    messagingEnabled?: boolean | undefined;
    status?: Open<'PURCHASED'> | undefined;
    note?: string | null | undefined;
    inboundRate?: number | undefined;
    rateType?: Open<'local'> | undefined;
    tier?: Open<'Standard'> | undefined;
    primaryRoute?: NumberRoute | null | undefined;
    failoverRoute?: NumberRoute | null | undefined;
    e911Address?: NumberEmergencyAddress | null | undefined;
    cnamPreset?: NumberCallerName | null | undefined;
}

interface ProvisionedNumbers {
    successful: string[];
    processing: string[];
    failed: string[];
}

interface Provisioning {
    id: string;
    status: Open<'processing' | 'successful' | 'failed'> | null;
    message?: string | null | undefined;
    numbers: ProvisionedNumbers;
}

interface ProvisioningOptions {
    callbackUrl?: string | undefined;
    email?: boolean | undefined;
}

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

interface Tier {
    id: string;
}

interface UpdateOptions {
    alias?: string | null | undefined;
    cnamLookupsEnabled?: boolean | undefined;
    messagingEnabled?: boolean | undefined;
    messagingEmail?: boolean | undefined;
    messagingCallbackUrl?: string | undefined;
}

// Not exported, but part of what is.

interface CommonAttributes {
    id: string;
    value: string;
    numberType?: Open<'longcode' | 'toll-free' | 'standard' | 'tollfree'> | undefined;
    rateCenter?: string | null | undefined;
    state?: string | null | undefined;
    isoCountry?: string | undefined;
    monthlyCost?: number | undefined;
    setupCost?: number | undefined;
}
