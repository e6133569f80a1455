/** Whether it is an absolute http or https URL. */
export function isWebUrl(value: string): boolean {
  // The check on the text is not redundant: the parser takes `http:host` and drops line breaks.
  return /^https?:\/\/[^\s/]\S*$/i.test(value) && URL.canParse(value)
}
