import type { HttpResponse } from '@rolecall/aws-protocol'
import { Fault } from '@rolecall/core'
import type { Outgoing } from '../call/guarded-call.ts'
import type { Backend } from '../gateway-tools.ts'

/** The partition keys of a table and of its indexes, by the index's name; the table's own under ''. */
type Keys = ReadonlyMap<string, string>

interface Known {
  readonly keys: Promise<Keys | undefined>
  until: number
}

/** A table may be deleted and made anew with another key behind our back. */
const lifeMs = 5000
/** That a table is missing is remembered only as long as a client tries again. */
const missingLifeMs = 1000
const most = 10_000

const byBackend = new WeakMap<Backend, Map<string, Known>>()

/** What is known of the keys of a backend's tables, asked of the backend itself. */
export const partitionKeys = {
  /**
   * The name of the partition key, or `undefined` when there is no such table or index. The backend must not be
   * asked the same then: it may have the table by now, and its key went by no policy.
   */
  async of(
    table: string,
    index: string | undefined,
    asking: {
      readonly backend: Backend
      readonly region: string
      readonly at: number
      ask(outgoing: Outgoing): Promise<HttpResponse>
    },
  ): Promise<string | undefined> {
    const known = tablesOf(asking.backend)
    const name = `${asking.region}/${table}`
    let entry = known.get(name)
    if (!entry || entry.until < asking.at) {
      const asked: Known = { keys: describe(table, asking.ask), until: asking.at + lifeMs }
      entry = asked
      known.delete(name)
      known.set(name, asked)
      if (known.size > most) known.delete(known.keys().next().value!)
      entry.keys.then(
        (keys) => {
          if (!keys) asked.until = asking.at + missingLifeMs
        },
        () => known.get(name) === asked && known.delete(name),
      )
    }
    return (await entry.keys)?.get(index ?? '')
  },

  forget(table: string, region: string, backend: Backend): void {
    tablesOf(backend).delete(`${region}/${table}`)
  },
}

function tablesOf(backend: Backend): Map<string, Known> {
  let known = byBackend.get(backend)
  if (!known) {
    known = new Map()
    byBackend.set(backend, known)
  }
  return known
}

interface Described {
  KeySchema?: { AttributeName?: string; KeyType?: string }[]
  IndexName?: string
}

async function describe(
  table: string,
  ask: (outgoing: Outgoing) => Promise<HttpResponse>,
): Promise<Keys | undefined> {
  const { status, body } = await ask({
    method: 'POST',
    path: '/',
    query: '',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'DynamoDB_20120810.DescribeTable',
    },
    body: Buffer.from(JSON.stringify({ TableName: table })),
  })
  const text = Buffer.from(body as Uint8Array).toString()
  if (status === 400 && text.includes('ResourceNotFoundException')) return undefined
  if (status !== 200) {
    throw new Fault(
      { code: 'ServiceUnavailable', status: 503, blame: 'server' },
      'The key of the table cannot be found out.',
    )
  }
  const { Table = {} } = JSON.parse(text) as {
    Table?: Described & { GlobalSecondaryIndexes?: Described[]; LocalSecondaryIndexes?: Described[] }
  }
  const keys = new Map<string, string>()
  const indexes = [...(Table.GlobalSecondaryIndexes ?? []), ...(Table.LocalSecondaryIndexes ?? [])]
  for (const { IndexName = '', KeySchema = [] } of [Table, ...indexes]) {
    const name = KeySchema.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName
    if (name !== undefined) keys.set(IndexName, name)
  }
  return keys
}
