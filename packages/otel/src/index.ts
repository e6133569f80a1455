export { type InstrumentOptions, instrumentFlowroute } from './instrument.ts'
