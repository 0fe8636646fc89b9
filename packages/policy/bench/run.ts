import { decide, explain, requestContext } from '../src/index.ts'
import { cedarQuestion } from './cedar.ts'
import { compileText } from './compile-text.ts'
import { measure } from './measure.ts'
import { situations } from './situations.ts'

/*
 * `npm run bench -w packages/policy`: one thread, one run. The floor is Cedar, asked comparable questions with
 * its policies parsed ahead. Figures inform; nothing fails on them.
 */
const round = (value: number) =>
  value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3)
const row = (...cells: (string | number)[]) =>
  console.log(
    cells
      .map((cell, at) =>
        at === 0 ? String(cell).padEnd(36) : (typeof cell === 'number' ? round(cell) : cell).padStart(13),
      )
      .join(''),
  )

/** What brings a backtracking matcher to its knees: asked once, cold. */
const hostile: readonly (readonly [name: string, pattern: string, value: string])[] = [
  ['5 stars, 120 letters', '*a*a*a*a*ab', 'a'.repeat(120)],
  ['10 stars, 60 letters', `${'*a'.repeat(10)}b`, 'a'.repeat(60)],
  ['50 stars, 2,000 letters', `${'*a'.repeat(50)}b`, 'a'.repeat(2000)],
  ['a run of 3,000, 8,000 letters', `*${'a'.repeat(3000)}b*`, 'a'.repeat(8000)],
  ['a run of 3,000 with ?, 8,000 letters', `*${'a?'.repeat(1500)}b*`, 'a'.repeat(8000)],
]

console.log(`node ${process.version}, one thread\n`)
row('', 'decide/s', 'p50 us', 'p99 us', 'explain/s', 'decide/expl.', 'cedar/s', 'decide/cedar')
for (const situation of situations) {
  const { request, policies, allowed, name } = situation
  const cedar = cedarQuestion(situation)
  if (decide(request, policies).allowed !== allowed || cedar() !== allowed)
    throw new Error(`${name} comes out wrong`)
  const decided = measure(() => decide(request, policies))
  const explained = measure(() => explain(request, policies))
  const floor = measure(cedar)
  row(
    name,
    decided.perSecond,
    decided.p50,
    decided.p99,
    explained.perSecond,
    decided.perSecond / explained.perSecond,
    floor.perSecond,
    decided.perSecond / floor.perSecond,
  )
}

console.log()
row('', 'policies', 'characters', 'parse+comp. us', 'KiB a policy', 'change us')
for (const { name, texts, request, policies } of situations) {
  const kind = policies.resource ? 'trust' : 'identity'
  const compiled = measure(() => texts.map((text) => compileText(text, kind)), 0.5)
  const changed = measure(() => explain(request, policies).change, 0.3)
  row(
    name,
    texts.length,
    texts.join('').length,
    1e6 / compiled.perSecond,
    memoryOf(texts[0]!, kind),
    1e6 / changed.perSecond,
  )
}

console.log()
row('hostile patterns', 'ms')
for (const [name, pattern, value] of hostile) {
  const text = `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringLike":{"e:k":"${pattern}"}}}}`
  const identity = [compileText(text, 'identity')]
  const request = { ...situations[0]!.request, context: requestContext([['e:k', value]]) }
  const started = performance.now()
  decide(request, { identity })
  row(name, performance.now() - started)
}

/** Heap that a compiled policy holds, its text and places included. */
function memoryOf(text: string, kind: 'trust' | 'identity'): number {
  const copies = 500
  globalThis.gc?.()
  const before = process.memoryUsage().heapUsed
  const kept = Array.from({ length: copies }, () => compileText(text, kind))
  globalThis.gc?.()
  const used = process.memoryUsage().heapUsed - before
  return kept.length === copies ? used / copies / 1024 : 0
}
