import { defineConfig } from 'vitest/config'

const tests = ['packages/*/test/**/*.test.ts', 'tools/test/**/*.test.ts', 'examples/test/**/*.test.ts']
/** Too long for every day: vitest.compat.config.ts runs them. */
const heavy = ['packages/*/test/heavy/**']
/** They look at the memory of their process, and have one of their own. */
const measuring = ['packages/gateway/test/s3-large-object.test.ts', 'packages/policy/test/segment.test.ts']

/** `npm test`: everything that needs npm alone. Suites that need more live in vitest.compat.config.ts. */
export default defineConfig({
  resolve: { conditions: ['rolecall-source'] },
  ssr: { resolve: { conditions: ['rolecall-source'] } },
  test: {
    setupFiles: ['./vitest.seed.ts'],
    // It ends what hangs. What computes for seconds takes minutes on a machine that is busy.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // A second, as it is by itself, is not long on a machine that is busy.
    expect: { poll: { timeout: 60_000 } },
    pool: 'forks',
    // By itself it leaves a core idle.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        // AWS's clients are loaded once a worker and not once a file, which would take longer than the tests.
        test: { name: 'together', include: tests, exclude: [...measuring, ...heavy], isolate: false },
      },
      { extends: true, test: { name: 'alone', include: measuring } },
    ],
  },
})
