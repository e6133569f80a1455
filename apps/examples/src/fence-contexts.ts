/**
 * What a fence may say that it has, as in `context=client,numbers`: declarations of variables. No digits in these names:
 * the site takes digits in a fence for lines to highlight.
 */
export const fenceContexts: Readonly<Record<string, string>> = {
  ...variables({
    client: "import('@flowroute/core').Client",
    numbers: "import('@flowroute/numbers').Numbers",
    messages: "import('@flowroute/messages').Messages",
    routes: "import('@flowroute/routes').Routes",
    cnam: "import('@flowroute/cnam').Cnam",
    porting: "import('@flowroute/porting').Porting",
    cdrs: "import('@flowroute/cdrs').Cdrs",
    outbox: "import('@flowroute/outbox').Outbox",
    emulator: "import('@flowroute/emulator').Emulator",
    another: "import('@flowroute/emulator').Emulator",
    offer: "import('@flowroute/numbers').AvailableNumber",
    details: "import('@flowroute/porting').NewPortOrder",
    signature: "import('@flowroute/porting').Signature",
    reminder: "import('@flowroute/outbox').OutboxMessage",
    handler: "import('@flowroute/webhooks').WebhookHandler",
    toNodeHandler: "typeof import('@flowroute/webhooks/node').toNodeHandler",
    // Hono's, and Express's for one method.
    app: "import('hono').Hono & { post(path: string, listener: import('node:http').RequestListener): unknown }",
    redis: "import('ioredis').Redis",
    pool: "import('pg').Pool",
    Deno: '{ serve(handler: (request: Request, info: { remoteAddr: { hostname: string } }) => Promise<Response>): unknown }',
    Bun: '{ serve(options: { fetch(request: Request, server: { requestIP(request: Request): { address: string } | null }): Promise<Response> }): unknown }',
    error: 'unknown',
    signal: 'AbortSignal',
    id: 'string',
    number: 'string',
    customer: 'string',
    at: 'Date',
    folder: 'string',
    server: '{ url: string }',
  }),
  // In the README of API v1 they have the same name.
  olderNumbers: "declare const numbers: import('@flowroute/numbers-v1').NumbersV1",
  emergency: "declare const e911: import('@flowroute/e911').E911",
}

function variables(types: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(types).map(([name, type]) => [name, `declare const ${name}: ${type}`]),
  )
}
