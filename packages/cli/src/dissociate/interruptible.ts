import { constants } from 'node:os'
import { Refusal } from '../refusal.ts'
import { watchSignals } from '../run/watch-signals.ts'

/** The part of a client of the SDK that is used. */
interface Client {
  readonly middlewareStack: {
    add(middleware: never, options: never): void
    remove(middleware: never): boolean
  }
  destroy(): void
}

type Asked = (args: unknown) => Promise<unknown>

/**
 * Does work that says itself what a signal left undone: no call of these clients goes on after one, and each fails with
 * a refusal whose exit code is that of a process that the signal ended. What was sent by then may yet be done.
 */
export async function interruptible<T>(
  clients: readonly Client[],
  work: (interrupted: AbortSignal) => Promise<T>,
): Promise<T> {
  const signals = watchSignals()
  const stopped = new AbortController()
  const { promise: interruption, reject } = Promise.withResolvers<never>()
  // There may be no call that waits when it comes.
  interruption.catch(() => {})
  signals.interrupted.addEventListener('abort', () => {
    const { missed = 'SIGTERM' } = signals
    const refusal = new Refusal(`interrupted by ${missed}`, 128 + constants.signals[missed])
    reject(refusal)
    stopped.abort(refusal)
    // What is on the way would keep this process.
    for (const client of clients) client.destroy()
  })
  const middleware = (next: Asked) => async (args: unknown) => {
    stopped.signal.throwIfAborted()
    return Promise.race([next(args), interruption])
  }
  const stacks = new Set(clients.map(({ middlewareStack }) => middlewareStack))
  for (const stack of stacks) {
    // Around each call, also while it waits to be sent again, and around each time that it is sent.
    for (const options of [{ step: 'initialize' }, { step: 'finalizeRequest', priority: 'low' }])
      stack.add(middleware as never, options as never)
  }
  try {
    return await work(stopped.signal)
  } finally {
    for (const stack of stacks) stack.remove(middleware as never)
    signals.stop()
  }
}
