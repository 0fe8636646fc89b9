import * as iam from '@aws-sdk/client-iam'
import { expect, test } from 'vitest'
import { plainDenial } from '../../plain-denial.ts'
import type { Credentials, TestServer } from '../../start-test-server.ts'

/** One call and what comes of it: an output, to be met exactly, or a fault. */
export interface Step {
  /** What the step shows, when its call does not say so itself. */
  readonly shows?: string
  readonly call: string
  readonly input?: Readonly<Record<string, unknown>>
  readonly output?: Readonly<Record<string, unknown>>
  readonly fault?: readonly [code: string, status: number, message: string]
}

type AnyCommand = new (input: object) => iam.ListRolesCommand

/** Sends one call through AWS's own client; answers the output or the fault as they were on the wire. */
export async function send(
  server: TestServer,
  { call, input = {} }: Pick<Step, 'call' | 'input'>,
  credentials: Credentials = server.credentials,
): Promise<{ output?: Record<string, unknown>; fault?: [code: string, status: number, message: string] }> {
  const client = server.client(iam.IAMClient, { credentials })
  const Command = (iam as unknown as Record<string, AnyCommand>)[`${call}Command`]
  if (!Command) throw new Error(`the client has no ${call}`)
  try {
    const { $metadata: _metadata, ...output } = (await client.send(new Command(input))) as unknown as Record<
      string,
      unknown
    >
    return { output }
  } catch (error) {
    if (!(error instanceof iam.IAMServiceException)) throw error
    const { Code = error.name } = error as { Code?: string }
    return { fault: [Code, error.$metadata.httpStatusCode ?? 0, plainDenial(error.message)] }
  } finally {
    client.destroy()
  }
}

/** Makes a test of each step; they run one after another on one server. */
export function steps(server: () => TestServer, rows: readonly Step[]): void {
  for (const row of rows) {
    const outcome = row.fault ? `${row.fault[0]}: ${row.fault[2].slice(0, 80)}` : 'is answered'
    test(`${row.call}: ${row.shows ?? outcome}`, async () => {
      const { output, fault } = await send(server(), row)
      if (row.fault) expect(fault).toEqual(row.fault)
      else {
        expect(fault).toBeUndefined()
        if (row.output) expect(output).toEqual(row.output)
      }
    })
  }
}
