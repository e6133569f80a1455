export type {
  DownloadedDocument,
  LetterOfAgency,
  LoaDetails,
  PortAddress,
  Portability,
  PortabilityGroup,
  PortDocument,
  PortGroupStatus,
  PortOrder,
  PortOrderChange,
  PortOrderGroup,
  PortOrderStatus,
  PortPresets,
  UploadedDocument,
} from './entities.ts'
export type {
  DetailChanges,
  DocumentUpload,
  DownloadOptions,
  ListOptions,
  NewPortOrder,
  NumberChanges,
  OrderReference,
  PortingOptions,
  PresetChanges,
  PullOptions,
  ServiceAddress,
  Signature,
  WatchOptions,
} from './options.ts'
export { Porting } from './porting.ts'
export type { PortGroupState, PortOrderState } from './states.ts'
export type { Content } from './storage/content.ts'
export { StorageError } from './storage/storage-error.ts'
export { PortOrderWatch, WatchTimeoutError } from './watch.ts'
