import { type Backend, gateway } from '@rolecall/gateway'
import type { DataCall, Door, ServerDoors } from '@rolecall/server'
import { BackendFlagError, backendFlag } from '../backends/backend-flag.ts'
import type { EmbeddedBackend } from '../backends/embedded-backend.ts'
import { embeddedDynamodb } from '../backends/embedded-dynamodb.ts'
import { embeddedS3 } from '../backends/embedded-s3.ts'
import { Refusal } from '../refusal.ts'
import type { Terminal } from '../terminal.ts'

export interface Guard {
  /** What stands behind the gateway, a sentence for each service. */
  readonly sentences: Readonly<Record<string, string>>
  /** The gateway, once the server says who is calling and keeps its records. */
  readonly doors: (tools: ServerDoors) => readonly Door[]
  readonly close: () => Promise<void>
}

interface Where {
  readonly folder: string
  readonly account: string
  readonly region: string
}

/**
 * The gateway with its backends: those of `--backend`, and embedded ones for the rest, which are not touched
 * before the server has the data folder for itself.
 *
 * @throws Refusal
 */
export function guard(flags: readonly string[], where: Where, environment: Terminal['environment']): Guard {
  const given = readFlags(flags, environment)
  let close = async () => {}
  return {
    sentences: Object.fromEntries(
      [...guarded].map((service) => {
        const { endpoint } = given[service] ?? {}
        return [service, endpoint instanceof URL ? `guarded, at ${endpoint.origin}` : 'guarded, embedded']
      }),
    ),
    doors(tools) {
      // The gateway hands back the caller that `identify` gave it.
      const record = (call: unknown) => tools.record(call as DataCall)
      const embedded = embeddedBackends(given, where)
      const door = gateway({ ...tools, record, backends: { ...embedded, ...given } })
      close = async () => {
        door.close()
        await Promise.all(Object.values(embedded).map((backend) => backend.close()))
      }
      return [door]
    },
    close: () => close(),
  }
}

function embeddedBackends(
  given: Readonly<Record<string, Backend>>,
  { folder, account, region }: Where,
): Readonly<Record<string, EmbeddedBackend>> {
  return {
    ...(given['s3'] ? {} : { s3: embeddedS3(folder, region) }),
    ...(given['dynamodb'] ? {} : { dynamodb: embeddedDynamodb(folder, { account, region }) }),
  }
}

function readFlags(flags: readonly string[], environment: Terminal['environment']): Record<string, Backend> {
  const backends: Record<string, Backend> = {}
  for (const flag of flags) {
    try {
      const { service, backend } = backendFlag(flag, environment)
      if (!guarded.has(service)) {
        throw new Refusal(
          `--backend ${service}=… is not offered: the gateway knows ${[...guarded].join(' and ')}.`,
        )
      }
      if (backends[service]) throw new Refusal(`--backend ${service}=… is given twice.`)
      backends[service] = backend
    } catch (error) {
      if (error instanceof BackendFlagError) throw new Refusal(`--backend: ${error.message}.`)
      throw error
    }
  }
  return backends
}

const guarded: ReadonlySet<string> = new Set(['s3', 'dynamodb'])
