import type { Position, Statement } from '@aws-sdk/client-iam'
import type { CompiledPolicy, Span } from '@rolecall/policy'

/**
 * A statement as the simulator's results name it. It begins behind the bracket, comma or colon before it and ends
 * behind its brace; lines and columns count from one. Observed in AWS's answers.
 */
export function statementOutput({ label, text }: CompiledPolicy, { start, end }: Span): Statement {
  const before = text.slice(0, start).trimEnd().length
  return {
    SourcePolicyId: label,
    // AWS sends this text, although its model lists names such as `user-managed`.
    SourcePolicyType: 'IAM Policy' as 'user-managed',
    StartPosition: position(text, before),
    EndPosition: position(text, end),
  }
}

function position(text: string, at: number): Position {
  const lines = text.slice(0, at).split('\n')
  return { Line: lines.length, Column: (lines.at(-1)?.length ?? 0) + 1 }
}
