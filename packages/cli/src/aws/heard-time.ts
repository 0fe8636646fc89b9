/** The part of a client of the SDK that is used. */
interface Client {
  readonly middlewareStack: { add(middleware: never, options: never): void }
}

type Answered = (args: unknown) => Promise<{ response?: { headers?: Readonly<Record<string, string>> } }>

/**
 * The time by the clock of who answers a client: milliseconds since the epoch, in whole seconds, cut. That of this
 * machine may be minutes off, and calls are signed all the same. Nothing before the first answer.
 */
export function heardTime(client: Client): () => number | undefined {
  let heard: number | undefined
  const hear = (next: Answered) => async (args: unknown) => {
    const answer = await next(args)
    const time = Date.parse(answer.response?.headers?.['date'] ?? '')
    if (!Number.isNaN(time)) heard = time
    return answer
  }
  // Innermost, so that it hears refusals too.
  const options = { step: 'deserialize', priority: 'low' }
  client.middlewareStack.add(hear as never, options as never)
  return () => heard
}
