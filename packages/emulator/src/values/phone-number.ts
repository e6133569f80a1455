/**
 * Digits with country code, read from 11 digits that begin with 1, or from a number with a leading plus;
 * undefined when the text is neither.
 */
export function parsePhoneNumber(text: string): string | undefined {
  const [, international, domestic] = /^(?:\+([1-9]\d{6,14})|(1\d{10}))$/.exec(text) ?? []
  return international ?? domestic
}
