import type { Found } from '../why/path.ts'
import type { StepFound } from './progress.ts'
import type { Finding } from './verification.ts'

/**
 * A link of `why` as a step.
 *
 * @param broken what a pod shows of it and how it is mended, where the link says less
 */
export function linkStep(found: Found, broken: Omit<Finding, 'sentence'>): StepFound {
  const { state, sentence, fix, onward = {} } = found
  if (state === 'ok') return { state, sentence, onward }
  if (state === 'undecided') return { state: 'not-looked-at', because: sentence, onward }
  const finding = { sentence, ...(fix === undefined ? {} : { fix }), ...broken }
  return { state: 'broken', findings: [finding], onward }
}
