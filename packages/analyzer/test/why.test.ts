import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Question, why } from '@rolecall/analyzer'
import { describe, expect, test } from 'vitest'
import { type Described, describeSnapshot } from './describe-snapshot.ts'
import { mergePatch } from './merge-patch.ts'

/** What a case changes of shop.json, and what the answer then is. Texts are found in the answer's own. */
interface Case {
  readonly name: string
  /** Merge patches: `null` removes a member. */
  readonly snapshot?: unknown
  readonly question?: unknown
  readonly expect: {
    readonly result: string
    readonly sentence?: string
    /** Of links that are not `ok`. Where one is broken before the decision, the rest is not reached. */
    readonly links?: Readonly<Record<string, string>>
    readonly deciding?: string
    readonly nearest?: string
    readonly change?: readonly string[]
    readonly complete?: boolean
    readonly fix?: string
  }
}

const folder = join(import.meta.dirname, 'cases')
const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8'))
const shop = read('shop.json') as { snapshot: Described; question: Question }
const files = readdirSync(folder).filter((file) => file !== 'shop.json')

describe.each(files)('%s', (file) => {
  test.each(read(file) as Case[])('$name', ({ snapshot = {}, question = {}, expect: wanted }) => {
    const asked = mergePatch(shop.question, question)
    const described = mergePatch(shop.snapshot, snapshot)
    const answer = why(describeSnapshot(described), asked)
    const states = answer.links.filter(({ state }) => state !== 'ok' && state !== 'not-reached')

    expect(answer.result).toBe(wanted.result)
    expect(answer.sentence).toContain(wanted.sentence ?? '')
    expect(Object.fromEntries(states.map(({ name, state }) => [name, state]))).toEqual(wanted.links ?? {})
    expect(answer.deciding?.sid ?? answer.deciding?.text).toBe(wanted.deciding)
    expect(answer.nearest?.sid ?? answer.nearest?.text).toBe(wanted.nearest)
    if (wanted.change)
      expect(answer.change?.steps).toEqual(wanted.change.map((step) => expect.stringContaining(step)))
    if (wanted.complete !== undefined) expect(answer.change?.complete).toBe(wanted.complete)
    if (wanted.fix !== undefined) {
      const fixes = states.map(({ fix }) => fix ?? '').join('\n')
      expect(fixes).toContain(wanted.fix)
    }

    // A statement that is offered for a trust policy makes it trust.
    const [, arn = '', added] =
      answer.change?.steps
        .map((step) => /add to trust policy of (\S+) the statement (\{.*\})$/.exec(step))
        .find((one) => one) ?? []
    if (added && answer.links.find(({ name }) => name === 'trust-policy')?.state === 'broken') {
      const { trust } = described.roles[arn] as { trust: { Statement: object[] } }
      const Statement = [...trust.Statement, JSON.parse(added)]
      const mended = mergePatch(described, { roles: { [arn]: { trust: { Statement } } } })
      const { state } = why(describeSnapshot(mended), asked).links.find(
        ({ name }) => name === 'trust-policy',
      )!
      expect(state).toBe('ok')
    }

    // Behind a broken link nothing is reached; every link stands in the answer, once, in its order.
    const broken = answer.links.findIndex(
      ({ state, name }) => state === 'broken' && !/polic|bound/.test(name),
    )
    if (broken >= 0)
      expect(answer.links.slice(broken + 1).every(({ state }) => state === 'not-reached')).toBe(true)
    expect(new Set(answer.links.map(({ name }) => name)).size).toBe(answer.links.length)
    // The answer is plain data.
    expect(JSON.parse(JSON.stringify(answer))).toEqual(answer)
  })
})
