export { type Exchange, recorded } from './recorded.ts'
export { type Answer, type SeenRequest, startServer, type TestServer } from './server.ts'
