import { defineConfig } from 'vitest/config'

/** Suites that need more than npm, each of which says in a line what is missing, and those that take long. */
export default defineConfig({
  resolve: { conditions: ['rolecall-source'] },
  ssr: { resolve: { conditions: ['rolecall-source'] } },
  test: {
    include: ['compat/**/*.test.ts', 'packages/*/test/heavy/**/*.test.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // A second, as it is by itself, is not long on a machine that is busy.
    expect: { poll: { timeout: 60_000 } },
    pool: 'forks',
  },
})
