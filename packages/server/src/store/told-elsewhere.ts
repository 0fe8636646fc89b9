import type { Logger } from '../logger.ts'
import { StoreUnwritable } from './store-unwritable.ts'

/** A log without the calls that failed because the store could not write: its standing tells that for all of them. */
export function toldElsewhere(log: Logger): Logger {
  return {
    info: (fields, message) => log.info(fields, message),
    warn: (fields, message) => log.warn(fields, message),
    error(fields, message) {
      if (!('error' in fields && fields.error instanceof StoreUnwritable)) log.error(fields, message)
    },
  }
}
