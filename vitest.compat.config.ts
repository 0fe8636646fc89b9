import { defineConfig } from 'vitest/config'

/** Suites that need more than npm: each runs when the thing is found, and says in a line what is missing if not. */
export default defineConfig({
  resolve: { conditions: ['rolecall-source'] },
  ssr: { resolve: { conditions: ['rolecall-source'] } },
  test: { include: ['compat/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 60_000, pool: 'forks' },
})
