import * as organizations from '@aws-sdk/client-organizations'
import { expect, test } from 'vitest'
import { plainDenial } from '../../plain-denial.ts'
import type { Credentials, TestServer } from '../../start-test-server.ts'

export interface Step {
  readonly shows?: string
  readonly call: string
  /** Ids that only the test knows are written as `{name}`. */
  readonly input?: Readonly<Record<string, unknown>>
  readonly output?: Readonly<Record<string, unknown>>
  readonly fault?: readonly [code: string, message: string, reason?: string]
}

type AnyCommand = new (input: object) => organizations.ListRootsCommand

export interface Sent {
  readonly output?: Record<string, unknown>
  readonly fault?: readonly [code: string, status: number, message: string, reason?: string]
}

/** Sends one call through AWS's own client; answers the output or the fault as they were on the wire. */
export async function send(
  server: TestServer,
  { call, input = {} }: Pick<Step, 'call' | 'input'>,
  credentials: Credentials = server.credentials,
): Promise<Sent> {
  const client = server.client(organizations.OrganizationsClient, { credentials })
  const Command = (organizations as unknown as Record<string, AnyCommand>)[`${call}Command`]
  if (!Command) throw new Error(`the client has no ${call}`)
  try {
    const { $metadata: _metadata, ...output } = (await client.send(new Command(input))) as unknown as Record<
      string,
      unknown
    >
    return { output }
  } catch (error) {
    if (!(error instanceof organizations.OrganizationsServiceException)) throw error
    const { Reason } = error as { Reason?: string }
    const known = [error.name, error.$metadata.httpStatusCode ?? 0, plainDenial(error.message)] as const
    return { fault: Reason === undefined ? known : [...known, Reason] }
  } finally {
    client.destroy()
  }
}

/** The output of a call that is not refused. */
export async function answered(
  server: TestServer,
  call: string,
  input: Readonly<Record<string, unknown>> = {},
  credentials?: Credentials,
) {
  const { output, fault } = await send(server, { call, input }, credentials)
  expect(fault, call).toBeUndefined()
  // biome-ignore lint/suspicious/noExplicitAny: what the client answers, of forty kinds
  return output as any
}

/** Writes ids in the place of their names. */
export function filled<Value>(value: Value, ids: Readonly<Record<string, string>>): Value {
  const text = JSON.stringify(value).replace(/\{([a-z]\w*)\}/g, (whole, name) => ids[name] ?? whole)
  return JSON.parse(text) as Value
}

/** Makes a test of each step; they run one after another on one server, and refusals are all of status 400. */
export function steps(
  server: () => TestServer,
  ids: () => Readonly<Record<string, string>>,
  rows: readonly Step[],
): void {
  for (const row of rows) {
    const outcome = row.fault ? `${row.fault[0]}: ${row.fault[1].slice(0, 80)}` : 'is answered'
    test(`${row.call} ${JSON.stringify(row.input ?? {}).slice(0, 120)}: ${row.shows ?? outcome}`, async () => {
      const { call, input = {}, output: expected, fault: refusal } = row
      const { output, fault } = await send(server(), { call, input: filled(input, ids()) })
      if (refusal) {
        const [code, ...rest] = filled(refusal, ids())
        expect(fault).toEqual([code, 400, ...rest])
      } else {
        expect(fault).toBeUndefined()
        if (expected) expect(output).toMatchObject(filled(expected, ids()))
      }
    })
  }
}
