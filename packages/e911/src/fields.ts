/** The fields that every address has, each with a schema that `make` creates. */
export const fields = <T>(make: () => T) => ({
  label: make(),
  firstName: make(),
  lastName: make(),
  streetNumber: make(),
  streetName: make(),
  city: make(),
  state: make(),
  country: make(),
  zip: make(),
})
