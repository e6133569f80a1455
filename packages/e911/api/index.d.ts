// The public surface, kept to be compared. Change it with: npx -y pnpm api --update

type AddressChanges = {
    [Field in keyof RequiredFields]?: RequiredFields[Field] | undefined;
} & {
    addressType?: Open<AddressType> | null | undefined;
    addressTypeNumber?: string | null | undefined;
};

interface AddressNumber {
    id: string;
    alias: string | null;
    value: string;
}

type AddressType = 'Apartment' | 'Basement' | 'Building' | 'Department' | 'Floor' | 'Front' | 'Key' | 'Lobby' | 'Lot' | 'Lower' | 'Office' | 'Penthouse' | 'Pier' | 'Rear' | 'Room' | 'Side' | 'Slip' | 'Space' | 'Stop' | 'Suite' | 'Trailer' | 'Unit' | 'Upper';

declare class E911 {
    #private;
    constructor(client?: Client | ClientOptions);
    list(options?: ListOptions, request?: RequestOptions): List<EmergencyAddress>;
    get(addressId: string, request?: RequestOptions): ApiPromise<EmergencyAddress>;
    validate(address: NewAddress, request?: RequestOptions): ApiPromise<void>;
    create(address: NewAddress, request?: RequestOptions): ApiPromise<EmergencyAddress>;
    update(addressId: string, changes: AddressChanges, request?: RequestOptions): ApiPromise<EmergencyAddress>;
    delete(addressId: string, request?: RequestOptions): ApiPromise<void>;
    assign(addressId: string, numberId: string, request?: RequestOptions): ApiPromise<void>;
    unassign(numberId: string, request?: RequestOptions): ApiPromise<void>;
    listNumbers(addressId: string, options?: PageOptions, request?: RequestOptions): List<AddressNumber>;
}

interface EmergencyAddress {
    id: string;
    label: string;
    firstName: string;
    lastName: string;
    streetNumber: string;
    streetName: string;
    city: string;
    state: string;
    country: Open<'US' | 'CA'>;
    zip: string;
    addressType: Open<AddressType> | null;
    addressTypeNumber: string | null;
}

interface ListOptions extends PageOptions {
    label?: string | undefined;
    streetName?: string | undefined;
    city?: string | undefined;
    state?: string | undefined;
}

interface NewAddress extends RequiredFields {
    addressType?: Open<AddressType> | undefined;
    addressTypeNumber?: string | undefined;
}

// Not exported, but part of what is.

interface RequiredFields {
    label: string;
    firstName: string;
    lastName: string;
    streetNumber: string;
    streetName: string;
    city: string;
    state: string;
    country: Open<'US' | 'CA'>;
    zip: string;
}
