import { explainFailure } from '../explain-failure.ts'
import { Refusal } from '../refusal.ts'
import type { Terminal } from '../terminal.ts'
import { type Doors, perform } from './perform.ts'
import type { Step } from './step.ts'
import { writeStep } from './write-step.ts'

/** Of refusals, those that end by themselves. */
const passing = /Throttl|TooManyRequests|ConcurrentModification|RequestExpired/

/**
 * Makes the calls of a step and tells it. One that fails midway is told as far as it came: what it made is there.
 *
 * @param endpoint where calls go, for the words of a failure; absent: AWS
 * @throws Refusal
 */
export async function takeStep(
  step: Step,
  doors: Doors,
  terminal: Terminal,
  endpoint?: string,
): Promise<void> {
  const made: string[] = []
  for (const call of step.calls) {
    try {
      await terminal.during(`${call.call} for ${step.what}`, perform(call, doors))
    } catch (error) {
      const details = [`stopped at ${call.call}, after ${made.join(', ')}`]
      if (made.length > 0) writeStep({ ...step, details }, terminal)
      const why = error instanceof Refusal ? error.message : explainFailure(error, endpoint)
      throw new Refusal(`${why}\nThe rest was not done; the same command ${goesOn(error)}.`)
    }
    made.push(call.call)
  }
  writeStep(step, terminal)
}

/** A call that was refused for what it asks is refused again, as long as nothing else changes. */
function goesOn(error: unknown): string {
  const { status, $metadata } = error as { status?: number; $metadata?: { httpStatusCode?: number } }
  const code = $metadata?.httpStatusCode ?? status ?? 0
  const passes = code < 400 || code >= 500 || passing.test((error as Error).name)
  return passes ? 'again goes on from here' : 'goes on from here once the cause is gone'
}
