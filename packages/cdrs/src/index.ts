export { CallRecords } from './call-records.ts'
export { Cdrs } from './cdrs.ts'
export type { CallRecord, CdrExport, FilterParameters } from './entities.ts'
export { CdrExportError } from './export-error.ts'
export type {
  CdrsOptions,
  ExistingExport,
  ExportOptions,
  ListOptions,
  ReadOptions,
  RecordsOptions,
} from './options.ts'
export { StorageError } from './storage.ts'
