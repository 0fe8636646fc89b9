import type { RunningAgent } from '@rolecall/agent'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { sayReadiness } from '../../src/agent/say-readiness.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** What is said of an agent that lacks one thing after another, each until so many milliseconds have passed. */
function said(...lacks: readonly (readonly [until: number, what: string])[]): readonly string[] {
  const began = Date.now()
  const unready = () => lacks.find(([until]) => Date.now() - began < until)?.[1]
  const lines: string[] = []
  const readiness = sayReadiness({ unready } as RunningAgent, (line = '') => void lines.push(line))
  vi.advanceTimersByTime(10_000)
  readiness.close()
  return lines
}

it.each([
  ['nothing', [], ['ready']],
  ['for a moment what every agent lacks when it starts', [[900, 'a']], ['ready']],
  ['something for longer', [[3000, 'a']], ['not ready: a', 'ready']],
  [
    'one thing and then another',
    [
      [500, 'a'],
      [3000, 'b'],
      [4000, 'c'],
    ],
    ['not ready: b', 'not ready: c', 'ready'],
  ],
  ['something for ever', [[60_000, 'a']], ['not ready: a']],
] as const)('of an agent that lacks %s', (_, lacks, words) => {
  const expected = words.map((word) =>
    word === 'ready' ? 'rolecall agent ready' : `rolecall agent is ${word}`,
  )
  expect(said(...lacks)).toEqual(expected)
})
