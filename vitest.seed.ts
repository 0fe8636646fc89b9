import fc from 'fast-check'

/**
 * The seed of every property test, so that a run says of the same commit what the last one said. `SEED=n npx vitest run …`
 * looks elsewhere.
 */
fc.configureGlobal({ seed: Number(process.env['SEED'] ?? 20_261_127) })
