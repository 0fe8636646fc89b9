import type { IncomingMessage } from 'node:http'

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Buffer
}

/** Something that answers on addresses of the node: a row of the table that `startAgent` opens. */
export interface Listener {
  readonly name: string
  readonly hosts: readonly string[]
  readonly port: number
  /** The option that the port comes from. */
  readonly portFlag: string
  /** Answers one request from the source of that name. Throws, or rejects with, a `Fault` for a refusal. */
  answer(request: IncomingMessage, source: string): Answer | Promise<Answer>
}
