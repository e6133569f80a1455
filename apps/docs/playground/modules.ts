/** The modules that programs of the page can import: the packages as they are published. Each is loaded when it is needed. */
export const modules: Readonly<Record<string, () => Promise<object>>> = {
  '@flowroute/cdrs': () => import('@flowroute/cdrs'),
  '@flowroute/cnam': () => import('@flowroute/cnam'),
  '@flowroute/core': () => import('@flowroute/core'),
  '@flowroute/core/resource': () => import('@flowroute/core/resource'),
  '@flowroute/e911': () => import('@flowroute/e911'),
  // What of it needs no Node.js.
  '@flowroute/emulator': () => import('@flowroute/emulator/in-process'),
  '@flowroute/emulator/in-process': () => import('@flowroute/emulator/in-process'),
  '@flowroute/messages': () => import('@flowroute/messages'),
  '@flowroute/numbers': () => import('@flowroute/numbers'),
  '@flowroute/numbers-v1': () => import('@flowroute/numbers-v1'),
  '@flowroute/porting': () => import('@flowroute/porting'),
  '@flowroute/routes': () => import('@flowroute/routes'),
  '@flowroute/webhooks': () => import('@flowroute/webhooks'),
  '@flowroute/webhooks/testing': () => import('@flowroute/webhooks/testing'),
}
