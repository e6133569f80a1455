/** The fields every address has, each with a schema made for it. */
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
