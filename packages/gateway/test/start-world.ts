import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { S3Client } from '@aws-sdk/client-s3'
import { compilePolicy, type Principal, parsePolicy, principalContext } from '@rolecall/policy'
import { embeddedDynamodb } from '../../cli/src/backends/embedded-dynamodb.ts'
import { embeddedS3 } from '../../cli/src/backends/embedded-s3.ts'
import type { Door } from '../../server/src/index.ts'
import {
  type Backend,
  type GatewayCaller,
  type GatewayTools,
  gateway,
  type RecordedCall,
} from '../src/index.ts'
import { listenFor } from './listen-for.ts'

export const account = '111122223333'
export const region = 'eu-west-1'

export type Statement = Record<string, unknown>

export const allow = (
  Action: string | string[],
  Resource: string | string[],
  Condition?: object,
): Statement => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...(Condition ? { Condition } : {}),
})
export const deny = (
  Action: string | string[],
  Resource: string | string[],
  Condition?: object,
): Statement => ({
  ...allow(Action, Resource, Condition),
  Effect: 'Deny',
})

interface Known {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
  readonly caller: GatewayCaller
  expired?: boolean
}

/** A gateway on a port of its own, before the embedded backends, with callers made by the test. */
export async function startWorld(
  options: Partial<Pick<GatewayTools, 'auth' | 'record' | 'clock'>> & {
    readonly backends?: Record<string, Backend>
    readonly exactKeys?: boolean
  } = {},
) {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-'))
  const s3 = embeddedS3(folder, region)
  const dynamodb = embeddedDynamodb(folder, { account, region })
  const known = new Map<string, Known>()
  const records: RecordedCall[] = []
  const logged: string[] = []
  const log = {
    info: () => {},
    warn: (_: object, message: string) => void logged.push(message),
    error: (fields: object, message: string) =>
      void logged.push(
        `${message} ${'error' in fields ? String((fields.error as Error)?.stack ?? fields.error) : ''}`,
      ),
  }
  const tools: GatewayTools = {
    auth: options.auth ?? 'enforce',
    account,
    region,
    clock: options.clock ?? Date.now,
    log,
    backends: options.backends ?? { s3: { ...s3, exactKeys: options.exactKeys ?? true }, dynamodb },
    async identify({ accessKeyId, sessionToken }) {
      const one = known.get(accessKeyId)
      if (!one || one.sessionToken !== sessionToken) return { ok: false, because: 'unknown' }
      if (one.expired) return { ok: false, because: 'expired' }
      return { ok: true, secretAccessKey: one.secretAccessKey, caller: one.caller }
    },
    record: async (call) => {
      await options.record?.(call)
      records.push(call)
    },
  }
  const door: Door & { close(): void } = gateway(tools)
  const listener = await listenFor(door, tools.clock, (failure) => log.error({ error: failure }, 'a bug:'))
  const endpoint = `http://127.0.0.1:${listener.port}`

  let count = 0
  const user = (
    statements: readonly Statement[],
    more: { account?: string; session?: boolean } = {},
  ): Known => {
    const name = `user${++count}`
    const owner = more.account ?? account
    const principal: Principal = {
      type: 'user',
      account: owner,
      arn: `arn:aws:iam::${owner}:user/${name}`,
      id: `AIDA${name}`,
      name,
    }
    const parsed = parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements }), 'identity')
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.findings))
    const one: Known = {
      accessKeyId: `AKIA${String(count).padStart(16, 'A')}`,
      secretAccessKey: `secret of ${name}`,
      ...(more.session ? { sessionToken: `token of ${name}` } : {}),
      caller: {
        account: owner,
        accessKeyId: '',
        principal,
        policies: { identity: statements.length === 0 ? [] : [compilePolicy(parsed.policy, 'the policy')] },
        context: principalContext(principal),
        username: name,
      },
    }
    known.set(one.accessKeyId, one)
    return one
  }
  const credentialsOf = ({ accessKeyId, secretAccessKey, sessionToken }: Known) => ({
    accessKeyId,
    secretAccessKey,
    ...(sessionToken === undefined ? {} : { sessionToken }),
  })
  const shared = (one: Known) => ({ endpoint, region, credentials: credentialsOf(one), maxAttempts: 1 })
  const s3As = (one: Known, more: object = {}) =>
    new S3Client({ ...shared(one), forcePathStyle: true, ...more })
  const admin = user([allow('*', '*')])

  return {
    endpoint,
    port: listener.port,
    folder,
    records,
    logged,
    admin,
    user,
    credentialsOf,
    s3As,
    dynamodbAs: (one: Known, more: object = {}) => new DynamoDBClient({ ...shared(one), ...more }),
    allowed: (...statements: Statement[]) => s3As(user(statements)),
    s3,
    dynamodb,
    tools,
    async stop() {
      door.close()
      await listener.close()
      await s3.close()
      await dynamodb.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export type World = Awaited<ReturnType<typeof startWorld>>
export type { Known }
