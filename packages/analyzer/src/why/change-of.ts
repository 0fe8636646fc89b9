import type { Weighing } from '../policies/weigh.ts'
import type { Answer, AnswerChange } from './answer.ts'
import type { Found } from './path.ts'

/**
 * What turns an answer round. Every broken link needs mending; behind the first, links were asked as they will
 * be once it is.
 *
 * @param founds what each link before the permission found; `undefined` for one that could not be asked
 */
export function changeOf(
  result: Answer['result'],
  founds: readonly (Found | undefined)[],
  weighing: Weighing | undefined,
): AnswerChange | undefined {
  if (result === 'undecided') return undefined
  if (result === 'allowed') {
    const change = weighing?.explanation.change
    return change && { steps: [change.sentence], complete: true }
  }
  const broken = founds.flatMap((found) => (found?.state === 'broken' ? [found] : []))
  const steps = broken.flatMap(({ fix }) => fix ?? [])
  const mended = broken.every(({ mends = true }) => mends)
  const known = founds.every((found) => found && found.state !== 'undecided')
  const permission = mendPermission(weighing)
  const all = [...steps, ...permission.steps]
  return all.length === 0 ? undefined : { steps: all, complete: mended && known && permission.mended }
}

function mendPermission(weighing: Weighing | undefined): { steps: readonly string[]; mended: boolean } {
  if (weighing?.outcome !== 'denied') return { steps: [], mended: weighing?.outcome === 'allowed' }
  const { change } = weighing.explanation
  // With something unknown, the change was tried with all of it taken for the caller.
  const certain = weighing.keys.length === 0 && weighing.unread.length === 0
  return { steps: change ? [change.sentence] : [], mended: certain && change !== undefined }
}
