import type { HttpRequest } from '../http-request.ts'
import { chunkFault } from './chunk-fault.ts'

const longest = 4096
const most = 10
const announceable = /^x-amz-[a-z0-9-]{1,80}$/

export interface ChunkTrailer {
  /** Takes one line. The signature, when there is one, must be the last. */
  add(line: string): void
  /** What came, once every header that was announced has come. */
  finish(): { headers: Record<string, string>; text: string; signature: string | undefined }
}

/** The headers after the last chunk: those that `x-amz-trailer` announces, each once, and no others. */
export function chunkTrailer(request: Pick<HttpRequest, 'headers'>, signed: boolean): ChunkTrailer {
  const announced = (request.headers.get('x-amz-trailer') ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '')
  if (announced.length > most || !announced.every((name) => announceable.test(name))) {
    throw chunkFault('trailerName')
  }
  const headers = new Map<string, string>()
  let signature: string | undefined
  let length = 0
  return {
    add(line) {
      length += line.length
      const colon = line.indexOf(':')
      const name = line.slice(0, colon).toLowerCase()
      const value = line.slice(colon + 1).trim()
      if (colon < 0 || length > longest || signature !== undefined) throw chunkFault('trailer')
      if (signed && name === 'x-amz-trailer-signature') signature = value
      else if (!announced.includes(name) || headers.has(name)) throw chunkFault('trailer')
      else headers.set(name, value)
    },
    finish() {
      if (headers.size !== new Set(announced).size) throw chunkFault('trailer')
      const text = [...headers].map(([name, value]) => `${name}:${value}\n`).join('')
      return { headers: Object.fromEntries(headers), text, signature }
    },
  }
}
