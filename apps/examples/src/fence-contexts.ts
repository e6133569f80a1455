/**
 * What a fence may say that it has, with `context=client,numbers`: the value is the type of a variable of this name. No
 * digits in names: the site takes them for lines to highlight.
 */
export const fenceContexts: Readonly<Record<string, string>> = {
  client: "import('@flowroute/core').Client",
  numbers: "import('@flowroute/numbers').Numbers",
  messages: "import('@flowroute/messages').Messages",
  routes: "import('@flowroute/routes').Routes",
  cnam: "import('@flowroute/cnam').Cnam",
  e: "import('@flowroute/e911').E911",
  porting: "import('@flowroute/porting').Porting",
  cdrs: "import('@flowroute/cdrs').Cdrs",
  outbox: "import('@flowroute/outbox').Outbox",
  emulator: "import('@flowroute/emulator').Emulator",
  error: 'unknown',
}
