import { decideSubject } from '../evaluate/decide-subject.ts'
import { readSubject } from '../evaluate/read-subject.ts'
import type { Policies, Request } from '../evaluate/request.ts'
import type { Change } from './change.ts'
import { explainLayers } from './explain-layers.ts'
import type { Explanation } from './explanation.ts'
import { findChange } from './find-change.ts'
import { findNearest } from './find-nearest.ts'
import { writeSentence } from './write-sentence.ts'

/**
 * Decides as {@link decide} does and keeps every layer, statement and condition with the value it saw, what
 * came nearest, and the smallest change that would turn the answer round.
 *
 * @throws TypeError naming the field of a request that has a wrong type.
 * @example
 * const { sentence, change } = explain(request, policies)
 * console.log(sentence)
 * if (change) console.log(`To turn that round: ${change.sentence}`)
 */
export function explain(request: Request, policies: Policies): Explanation {
  const subject = readSubject(request)
  const decision = decideSubject(subject, policies)
  const layers = explainLayers(subject, policies)
  const nearest = findNearest(decision, layers)
  let change: { found: Change | undefined } | undefined
  return {
    decision,
    sentence: writeSentence(subject, decision, nearest),
    crossAccount: subject.crossAccount,
    layers,
    nearest,
    get change() {
      change ??= { found: findChange(subject, policies, decision) }
      return change.found
    },
  }
}
