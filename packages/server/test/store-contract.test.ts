import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SqliteStore } from '../src/store/sqlite/sqlite-store.ts'
import { storeContract } from './store-contract/store-contract.ts'
import type { StoreHome } from './store-contract/store-home.ts'

/** The homes of the store, each held to the same contract. */
const homes: Readonly<Record<string, () => Promise<StoreHome>>> = {
  async SQLite() {
    const folder = mkdtempSync(join(tmpdir(), 'rolecall-store-'))
    return {
      open: async () => new SqliteStore(join(folder, 'rolecall.db')),
      // A store that has not rested by then must answer the same.
      rest: () => new Promise((resolve) => void setTimeout(resolve, 400)),
      remove: async () => rmSync(folder, { recursive: true, force: true }),
    }
  },
}

for (const [name, home] of Object.entries(homes)) storeContract(name, home)
