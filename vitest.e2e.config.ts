import { defineConfig } from 'vitest/config'

/** Suites on a real kube-apiserver, each with its own; each says in a line what is missing. One after another. */
export default defineConfig({
  resolve: { conditions: ['rolecall-source'] },
  ssr: { resolve: { conditions: ['rolecall-source'] } },
  test: {
    include: ['e2e/**/*.test.ts'],
    testTimeout: 120_000,
    // It starts programs, some of which start others.
    hookTimeout: 120_000,
    // A second, as it is by itself, is not long on a machine that is busy.
    expect: { poll: { timeout: 30_000 } },
    pool: 'forks',
    fileParallelism: false,
  },
})
