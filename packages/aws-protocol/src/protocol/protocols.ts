import { awsJson } from './aws-json.ts'
import type { Protocol, ProtocolName } from './protocol.ts'
import { query } from './query.ts'
import { restJson } from './rest-json.ts'
import { restXml } from './rest-xml.ts'

/** Every protocol we speak. Nothing outside its row knows one by name. */
export const protocols: Readonly<Record<ProtocolName, Protocol>> = {
  query,
  'rest-json': restJson,
  'json-1.0': awsJson('1.0'),
  'json-1.1': awsJson('1.1'),
  'rest-xml': restXml,
}
