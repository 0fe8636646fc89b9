import { connect } from 'node:net'

export type Headers = readonly (readonly [name: string, value: string])[]

/** A request down to its bytes. Header values are written in latin1, as HTTP has them. */
export interface RawRequest {
  readonly method: string
  readonly path: string
  /** Without the question mark. */
  readonly query: string
  readonly headers: Headers
  readonly body: Uint8Array | string
}

export interface RawResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Sends a request that no client would, on a connection of its own. */
export async function sendRaw(url: string, request: RawRequest): Promise<RawResponse> {
  const { method, path, query, headers, body } = request
  const content = typeof body === 'string' ? Buffer.from(body) : body
  const given = new Set(headers.map(([name]) => name.toLowerCase()))
  const framing: Headers = [
    ...(given.has('host') ? [] : [['host', new URL(url).host] as const]),
    ...(given.has('content-length') || given.has('transfer-encoding')
      ? []
      : [['content-length', String(content.length)] as const]),
    ['connection', 'close'],
  ]
  const lines = [...headers, ...framing].map(([name, value]) => `${name}: ${value}\r\n`)
  const target = query === '' ? path : `${path}?${query}`
  const head = Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1')
  return readResponse(await exchangeBytes(url, Buffer.concat([head, content])))
}

/**
 * Sends bytes and collects what comes back until the other side closes or resets the connection.
 *
 * @param isAll end our side of the connection behind them
 */
export function exchangeBytes(url: string, bytes: Uint8Array, isAll = false): Promise<Buffer> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const answer: Buffer[] = []
    const socket = connect(
      Number(port),
      hostname,
      () => void (isAll ? socket.end(bytes) : socket.write(bytes)),
    )
    socket.on('data', (piece) => void answer.push(piece))
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED') reject(error)
    })
    socket.on('close', () => resolve(Buffer.concat(answer)))
  })
}

/** Reads one response; status 0 when the connection was closed without any. */
export function readResponse(bytes: Buffer): RawResponse {
  const text = bytes.toString('utf8')
  const end = text.indexOf('\r\n\r\n')
  const [start = '', ...fields] = text.slice(0, end < 0 ? text.length : end).split('\r\n')
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(start)?.[1] ?? 0)
  const headers = Object.fromEntries(
    fields.map((field) => {
      const colon = field.indexOf(':')
      return [field.slice(0, colon).toLowerCase(), field.slice(colon + 1).trim()]
    }),
  )
  return { status, headers, body: end < 0 ? '' : text.slice(end + 4) }
}
