import { defineConfig } from 'vitest/config'

/** `npm test`: everything that needs npm alone. Suites that need more live in vitest.compat.config.ts. */
export default defineConfig({
  resolve: { conditions: ['rolecall-source'] },
  ssr: { resolve: { conditions: ['rolecall-source'] } },
  test: {
    include: ['packages/*/test/**/*.test.ts', 'tools/test/**/*.test.ts', 'examples/test/**/*.test.ts'],
    testTimeout: 30_000,
    pool: 'forks',
  },
})
