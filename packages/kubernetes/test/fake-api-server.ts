import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface FakeObject {
  readonly metadata?: { readonly name?: string; readonly namespace?: string; resourceVersion?: string }
  readonly [member: string]: unknown
}

/** A small API server: objects of any kind with lists in pages, watches, bookmarks, versions and conflicts. */
export interface FakeApiServer {
  readonly url: string
  /** What was asked, as `METHOD path?query`. */
  readonly asked: string[]
  /** Makes or changes an object of a collection such as `/api/v1/serviceaccounts`. */
  put(collection: string, object: FakeObject): void
  remove(collection: string, namespace: string, name: string): void
  get(collection: string, namespace: string, name: string): FakeObject | undefined
  /** Forgets what happened so far: who wants to go on from there is told 410. */
  compact(): void
  /** Cuts the connection of every watch. */
  cut(): void
  /** Tells watches nothing from now on, and leaves them open. */
  hush(): void
  /** Sends every watch a bookmark. */
  bookmark(): void
  /** Answers everything from now on with this status; 0 ends it. */
  refuse(status: number): void
  close(): Promise<void>
}

interface Row {
  readonly kind: string
  readonly namespace: string
  readonly name: string
  readonly object: FakeObject
  readonly version: number
}

interface Change {
  readonly type: string
  readonly row: Row
}

interface Address {
  readonly kind: string
  readonly namespace: string
  readonly name: string
}

const form = /^(\/api\/v1|\/apis\/[^/]+\/[^/]+)(?:\/namespaces\/([^/]+))?\/([^/]+)(?:\/([^/]+))?$/

export async function fakeApiServer(port = 0): Promise<FakeApiServer> {
  const rows = new Map<string, Row>()
  const watches = new Set<{ readonly response: ServerResponse; tell(change: Change): void }>()
  const asked: string[] = []
  let history: Change[] = []
  let version = 100
  let compacted = 0
  let hushed = false
  let refused = 0

  const keyOf = ({ kind, namespace, name }: Address) => `${kind} ${namespace}/${name}`
  const write = (address: Address, object: FakeObject) => {
    version += 1
    const metadata = { ...object.metadata, resourceVersion: String(version) }
    const row = { ...address, version, object: { ...object, metadata } }
    const type = rows.has(keyOf(address)) ? 'MODIFIED' : 'ADDED'
    rows.set(keyOf(address), row)
    tell({ type, row })
    return row.object
  }
  const erase = (address: Address) => {
    const row = rows.get(keyOf(address))
    if (!row) return
    version += 1
    rows.delete(keyOf(address))
    const metadata = { ...row.object.metadata, resourceVersion: String(version) }
    tell({ type: 'DELETED', row: { ...row, version, object: { ...row.object, metadata } } })
  }
  const tell = (change: Change) => {
    history.push(change)
    if (!hushed) for (const watch of watches) watch.tell(change)
  }
  const send = (response: ServerResponse, status: number, body: unknown) =>
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(JSON.stringify(body, undefined, status < 300 ? 0 : 2))
  const fault = (response: ServerResponse, code: number, reason: string) =>
    send(response, code, { kind: 'Status', status: 'Failure', code, reason, message: `${reason} ${code}` })

  const list = (response: ServerResponse, wanted: (row: Row) => boolean, query: URLSearchParams) => {
    const all = [...rows.values()].filter(wanted)
    const from = Number(query.get('continue') ?? 0)
    const to = from + Number(query.get('limit') ?? all.length)
    if (from > 0 && compacted > 0 && from < compacted) return fault(response, 410, 'Expired')
    const more = to < all.length ? { continue: String(to) } : {}
    send(response, 200, {
      items: all.slice(from, to).map(({ object }) => object),
      metadata: { resourceVersion: String(version), ...more },
    })
  }
  const watch = (response: ServerResponse, wanted: (row: Row) => boolean, query: URLSearchParams) => {
    const since = Number(query.get('resourceVersion'))
    response.writeHead(200, { 'content-type': 'application/json' })
    const line = (event: object) => response.write(`${JSON.stringify(event)}\n`)
    if (since < compacted) {
      line({ type: 'ERROR', object: { kind: 'Status', code: 410, reason: 'Expired', message: 'too old' } })
      return response.end()
    }
    response.flushHeaders()
    const watching = {
      response,
      tell({ type, row }: Change) {
        if (wanted(row)) line({ type, object: row.object })
      },
    }
    for (const change of history) if (change.row.version > since) watching.tell(change)
    watches.add(watching)
    response.on('close', () => watches.delete(watching))
  }
  const change = (response: ServerResponse, method: string, address: Address, body: string) => {
    const present = rows.get(keyOf(address))
    if (method === 'DELETE') return send(response, 200, erase(address) ?? {})
    if (method === 'PATCH') {
      const object = structuredClone(present?.object) as FakeObject
      for (const { op, path, value } of JSON.parse(body)) {
        const steps = path.split('/').slice(1)
        const last = steps.pop()
        let at = object as Record<string, never>
        for (const step of steps) at = at[step] as never
        if (op === 'test' && at[last] !== value) return fault(response, 422, 'Invalid')
        if (op !== 'test') at[last] = value as never
      }
      return send(response, 200, write(address, object))
    }
    const object = JSON.parse(body) as FakeObject
    if (method === 'POST') {
      const name = object.metadata?.name ?? `made-${version}`
      if (rows.has(keyOf({ ...address, name }))) return fault(response, 409, 'AlreadyExists')
      return send(
        response,
        201,
        write({ ...address, name }, { ...object, metadata: { ...object.metadata, name } }),
      )
    }
    if (object.metadata?.resourceVersion !== present?.object.metadata?.resourceVersion)
      return fault(response, 409, 'Conflict')
    return send(response, 200, write(address, object))
  }

  const answer = (request: IncomingMessage, response: ServerResponse, body: string) => {
    const method = request.method ?? ''
    const url = new URL(request.url ?? '', 'http://fake')
    asked.push(`${method} ${request.url}`)
    if (refused) return fault(response, refused, 'Refused')
    const [, group = '', namespace = '', plural = '', name = ''] = form.exec(url.pathname) ?? []
    const address = { kind: `${group}/${plural}`, namespace, name }
    if (method !== 'GET') return change(response, method, address, body)
    if (name) {
      const row = rows.get(keyOf(address))
      return row ? send(response, 200, row.object) : fault(response, 404, 'NotFound')
    }
    const selected = /^metadata\.name=(.*)$/.exec(url.searchParams.get('fieldSelector') ?? '')?.[1]
    const wanted = (row: Row) =>
      row.kind === address.kind &&
      (namespace === '' || row.namespace === namespace) &&
      (selected === undefined || row.name === selected)
    if (url.searchParams.get('watch')) watch(response, wanted, url.searchParams)
    else list(response, wanted, url.searchParams)
  }
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => answer(request, response, body))
  }).listen(port, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    put(collection, object) {
      const { namespace = '', name = '' } = object.metadata ?? {}
      write({ kind: collection, namespace, name }, object)
    },
    remove: (kind, namespace, name) => erase({ kind, namespace, name }),
    get: (kind, namespace, name) => rows.get(keyOf({ kind, namespace, name }))?.object,
    compact() {
      version += 1
      compacted = version
      history = []
    },
    cut() {
      for (const { response } of watches) response.destroy()
    },
    hush() {
      hushed = true
    },
    bookmark() {
      const object = { metadata: { resourceVersion: String(version) } }
      for (const { response } of watches) response.write(`${JSON.stringify({ type: 'BOOKMARK', object })}\n`)
    },
    refuse(status) {
      refused = status
    },
    async close() {
      const ended = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await ended
    },
  }
}
