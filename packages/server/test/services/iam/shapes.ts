import { expect } from 'vitest'

/** What is made anew at each run. */
export const shapes = {
  date: expect.toSatisfy(
    (at) => at instanceof Date && at.getMilliseconds() === 0,
    'a time in whole seconds',
  ) as unknown,
  id: (prefix: 'AGPA' | 'AIDA' | 'AIPA' | 'ANPA' | 'AROA') =>
    expect.stringMatching(new RegExp(`^${prefix}[A-Z2-7]{17}$`)) as unknown,
  marker: expect.any(String) as unknown,
}
