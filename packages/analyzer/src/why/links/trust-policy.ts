import { type Change, describeDecision, type Edit } from '@rolecall/policy'
import { askFor } from '../ask-for.ts'
import { describeNearest } from '../describe-nearest.ts'
import type { LinkRow, Path } from '../path.ts'
import type { PodSubject } from '../question.ts'
import { quoteDecision } from '../quote-decision.ts'
import { subjectOf } from '../subject-of.ts'
import { trustEdits } from '../trust-edits.ts'
import { weighTrust } from '../weigh-trust.ts'

/** The role's trust policy lets STS give the pod a session. */
export const trustPolicy: LinkRow<PodSubject> = {
  name: 'trust-policy',
  needs: ['role', 'provider', 'issuer', 'audience'],
  examine(path) {
    const { role, provider, issuer, audience, question } = path
    const token = { issuer: issuer!, audience: audience!, providerArn: provider!.arn }
    const weighing = weighTrust(role!, token, question)
    const { outcome, explanation, unread } = weighing
    const { decision, nearest } = explanation
    if (outcome === 'undecided') {
      return {
        state: 'undecided',
        sentence: unread[0] ?? `the trust policy of role ${role!.name} turns on keys that are not known`,
        ...askFor(weighing.keys),
        weighing,
      }
    }
    if (outcome === 'allowed') {
      return {
        state: 'ok',
        sentence: `${describeDecision(decision)} for ${subjectOf(question)}`,
        evidence: quoteDecision(explanation),
        weighing,
      }
    }
    const { action } = decision
    const { hostPath } = issuer!
    const closest = nearest ? describeNearest(nearest, { who: provider!.arn, action, hostPath }) : ''
    const fix = fixOf(explanation.change, path)
    return {
      state: 'broken',
      sentence: `${describeDecision(decision)} for ${subjectOf(question)}${closest}`,
      evidence: quoteDecision(explanation),
      ...(fix === undefined ? { mends: false } : { fix }),
      weighing,
    }
  },
}

function fixOf(change: Change | undefined, path: Path<PodSubject>): string | undefined {
  if (!change) return undefined
  if (change.edits.every(({ op }) => op !== 'add-statement')) return change.sentence
  return trustEdits(change, path)
    .map((edit) => describeEdit(edit, path))
    .join('; then ')
}

function describeEdit(edit: Edit, { role }: Path<PodSubject>): string {
  const where = edit.policy ?? `trust policy of ${role!.arn}`
  if (edit.op === 'remove-statement') return `remove statement ${edit.statement + 1} of ${where}`
  if (edit.op === 'set') return `set ${edit.path.join('.')} of ${where} to ${JSON.stringify(edit.value)}`
  return `add to ${where} the statement ${JSON.stringify(edit.value)}`
}
