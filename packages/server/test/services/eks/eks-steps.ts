import * as eks from '@aws-sdk/client-eks'
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam'
import { expect, test } from 'vitest'
import { plainDenial } from '../../plain-denial.ts'
import type { Credentials, TestServer } from '../../start-test-server.ts'
import { trust } from '../sts/sts-calls.ts'

/** One call and what comes of it: what its output has at least, or a fault. */
export interface Step {
  /** What the step shows, when its call does not say so itself. */
  readonly shows?: string
  readonly call: string
  readonly input?: object
  readonly output?: Readonly<Record<string, unknown>>
  readonly fault?: readonly [code: string, status: number, message: string]
  /** The call is made again until it is answered so: what is asked for is done behind the answer. */
  readonly isWaitedFor?: boolean
}

type AnyCommand = new (input: object) => eks.ListClustersCommand

export interface Sent {
  // biome-ignore lint/suspicious/noExplicitAny: an answer of any call, looked into by the tests
  readonly output?: Record<string, any>
  readonly fault?: readonly [code: string, status: number, message: string]
}

/** Sends one call through AWS's own client; answers the output or the fault as they were on the wire. */
export async function send(
  server: TestServer,
  { call, input = {} }: Pick<Step, 'call' | 'input'>,
  credentials: Credentials = server.credentials,
): Promise<Sent> {
  const client = server.client(eks.EKSClient, { credentials })
  const Command = (eks as unknown as Record<string, AnyCommand>)[`${call}Command`]
  if (!Command) throw new Error(`the client has no ${call}`)
  try {
    const { $metadata: _metadata, ...output } = await client.send(new Command(input))
    return { output }
  } catch (error) {
    if (!(error instanceof eks.EKSServiceException)) throw error
    return { fault: [error.name, error.$metadata.httpStatusCode ?? 0, plainDenial(error.message)] }
  } finally {
    client.destroy()
  }
}

/** Makes a test of each step; they run one after another on one server. */
export function steps(server: () => TestServer, rows: readonly Step[]): void {
  for (const row of rows) {
    const outcome = row.fault ? `${row.fault[0]}: ${row.fault[2].slice(0, 80)}` : 'is answered'
    test(`${row.call}: ${row.shows ?? outcome}`, async () => {
      const check = async () => {
        const { output, fault } = await send(server(), row)
        expect(fault).toEqual(row.fault)
        if (row.output) expect(output).toMatchObject(row.output)
      }
      await (row.isWaitedFor ? expect.poll(check, { interval: 10 }).toBeUndefined() : check())
    })
  }
}

/** Makes roles that the services of these names may assume. */
export async function makeRoles(server: TestServer, roles: Readonly<Record<string, string>>): Promise<void> {
  for (const [RoleName, Service] of Object.entries(roles)) {
    const AssumeRolePolicyDocument = trust({ Service })
    await server.client(IAMClient).send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }))
  }
}
