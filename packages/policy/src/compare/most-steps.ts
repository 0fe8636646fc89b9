/** Characters of patterns held against each other in one check: some tenths of a second, far above what policies need. */
export const mostSteps = 2_000_000
