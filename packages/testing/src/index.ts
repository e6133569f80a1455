export { type Failure, failureOf, problem, testRefusals } from './failures.ts'
export { type PublishedPackage, publishedPackages } from './packages.ts'
export { type Exchange, recorded } from './recorded.ts'
export { type Answer, type SeenRequest, startServer, type TestServer } from './server.ts'
