import type { Position, Statement } from '@aws-sdk/client-iam'
import type { CompiledPolicy, Span } from '@rolecall/policy'

/**
 * A statement as the simulator's results name it. It begins behind the bracket, comma or colon before it and ends
 * behind its brace; lines and columns count from one. Observed in AWS's answers.
 */
export function statementOutput(policy: CompiledPolicy, { start, end }: Span): Statement {
  const { label, text } = policy
  let before = start
  while (/\s/.test(text.charAt(before - 1))) before -= 1
  return {
    SourcePolicyId: label,
    // AWS sends this text, although its model lists names such as `user-managed`.
    SourcePolicyType: 'IAM Policy' as 'user-managed',
    StartPosition: position(policy, before),
    EndPosition: position(policy, end),
  }
}

/** Where the lines of a policy begin. One is told for each statement that decides, of each decision. */
const beginnings = new WeakMap<CompiledPolicy, readonly number[]>()

function beginningsOf(policy: CompiledPolicy): readonly number[] {
  const known = beginnings.get(policy) ?? [
    0,
    ...[...policy.text.matchAll(/\n/g)].map(({ index }) => index + 1),
  ]
  beginnings.set(policy, known)
  return known
}

function position(policy: CompiledPolicy, at: number): Position {
  const lines = beginningsOf(policy)
  let [from, to] = [0, lines.length]
  while (to - from > 1) {
    const middle = (from + to) >> 1
    if ((lines[middle] ?? 0) <= at) from = middle
    else to = middle
  }
  return { Line: from + 1, Column: at - (lines[from] ?? 0) + 1 }
}
