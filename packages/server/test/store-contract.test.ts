import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SqliteStore } from '../src/store/sqlite/sqlite-store.ts'
import { type StoreHome, storeContract } from './store-contract.ts'

/** The homes of the store, each held to the same contract. */
const homes: Readonly<Record<string, () => Promise<StoreHome>>> = {
  async SQLite() {
    const folder = mkdtempSync(join(tmpdir(), 'rolecall-store-'))
    return {
      open: async () => new SqliteStore(join(folder, 'rolecall.db')),
      rest: () => new Promise((resolve) => void setTimeout(resolve, 400)),
      remove: async () => rmSync(folder, { recursive: true, force: true }),
    }
  },
}

for (const [name, home] of Object.entries(homes)) storeContract(name, home)
