import { afterEach, beforeEach, describe } from 'vitest'
import { Bench } from './bench.ts'
import { keepLastUses } from './keep-last-uses.ts'
import { keepOrder } from './keep-order.ts'
import { keepRecords } from './keep-records.ts'
import { keepTrail } from './keep-trail.ts'
import { runWorks } from './run-works.ts'
import type { StoreHome } from './store-home.ts'
import { tellChanges } from './tell-changes.ts'

const clauses = [keepRecords, keepOrder, runWorks, tellChanges, keepTrail, keepLastUses]

/** What every store must be. A new one is finished when it passes. */
export function storeContract(name: string, home: () => Promise<StoreHome>): void {
  describe(`${name} keeps the store contract`, () => {
    const bench = new Bench()
    beforeEach(() => bench.begin(home))
    afterEach(() => bench.end())
    for (const clause of clauses) clause(bench)
  })
}
