/** A state or province, its area codes and the rate centers that each of them serves; lists have spaces. */
export type AreaCodeRow = readonly [state: string, areaCodes: string, rateCenters: string]
