import type { MeasureName } from '../report/section.ts'
import { emulator } from './emulator.ts'
import { importing } from './import.ts'
import { list } from './list.ts'
import type { Measure } from './measure.ts'
import { memory } from './memory.ts'
import { outbox } from './outbox.ts'
import { parse } from './parse.ts'
import { request } from './request.ts'
import { size } from './size.ts'

export const measures: Record<MeasureName, Measure> = {
  size,
  import: importing,
  request,
  list,
  memory,
  parse,
  emulator,
  outbox,
}
