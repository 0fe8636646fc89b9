import type { Protocol, ProtocolName } from './protocol.ts'
import { query } from './query.ts'

/** Every protocol we speak. Nothing outside its row knows one by name. */
export const protocols = { query } as unknown as Readonly<Record<ProtocolName, Protocol>>
