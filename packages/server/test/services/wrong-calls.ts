import { expect, test } from 'vitest'
import { plainDenial } from '../plain-denial.ts'
import type { Credentials, TestServer } from '../start-test-server.ts'

/** A call that is refused, and how. */
export interface WrongCall {
  /** What is wrong, when the input does not show it. */
  readonly because?: string
  readonly call: string
  readonly input?: Readonly<Record<string, unknown>>
  /** Who calls, of the callers that the test hands in; the administrator when left out. */
  readonly caller?: string
  readonly code: string
  readonly status: number
  readonly text: string
  /** Where AWS's text comes from: an address, or the page of a reference. */
  readonly source: string
}

interface Client {
  send(command: object): Promise<unknown>
  destroy(): void
}

interface Service {
  readonly server: () => TestServer
  /** AWS's client package of the service. */
  readonly module: object
  readonly client: string
  readonly callers: () => Readonly<Record<string, Credentials>>
}

/** Makes a test of each row: through AWS's own client, met in code, status and text as they were on the wire. */
export function wrongCalls({ server, module, client, callers }: Service, rows: readonly WrongCall[]): void {
  const exported = module as Readonly<Record<string, new (input: object) => Client>>
  rows.forEach(({ because, call, input = {}, caller = 'administrator', code, status, text }, at) => {
    test(`${at + 1}. ${caller}: ${call} ${because ?? JSON.stringify(input).slice(0, 80)}`, async () => {
      const Command = exported[`${call}Command`]
      const Client = exported[client]
      if (!Command || !Client) throw new Error(`the package has no ${call}`)
      const credentials = { administrator: server().credentials, ...callers() }[caller]
      if (!credentials) throw new Error(`there is no caller ${caller}`)
      const sdk = server().client(Client as never, { credentials }) as Client
      try {
        await sdk.send(new Command(input))
        expect.fail('it was answered')
      } catch (error) {
        const { Code, name, message, $metadata } = error as Error & {
          Code?: string
          $metadata?: { httpStatusCode?: number }
        }
        if (!$metadata) throw error
        expect([Code ?? name, $metadata.httpStatusCode, plainDenial(message)]).toEqual([code, status, text])
      } finally {
        sdk.destroy()
      }
    })
  })
}
