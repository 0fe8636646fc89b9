import { Fault, jsonExtent } from '@rolecall/core'
import { utf8 } from './utf8.ts'

const deepest = 64

/**
 * Parses a body as JSON (RFC 8259), and refuses what two readers could read differently: bytes that are not
 * UTF-8, a member given twice, and values nested deeper than 64. Takes time linear in the size of the body.
 */
export function jsonText(body: Uint8Array): unknown {
  const text = utf8(body)
  if (text === undefined) throw refuse('Could not parse request body into json: Invalid UTF-8')
  const written = jsonExtent(body, { depth: deepest })
  if (written.depth > deepest) throw refuse('The request body is nested too deeply')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // The parser's own message quotes the body.
    throw refuse('Could not parse request body into json')
  }
  if (written.members !== countKept(value)) throw refuse('Duplicate field in request body')
  return value
}

/** Counts the members that parsing kept; of a member given twice it keeps the last. */
function countKept(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const items = Array.isArray(value) ? value : Object.values(value)
  let members = Array.isArray(value) ? 0 : items.length
  for (const item of items) if (typeof item === 'object' && item !== null) members += countKept(item)
  return members
}

function refuse(message: string): Fault {
  return new Fault({ code: 'SerializationException', status: 400, blame: 'client' }, message)
}
