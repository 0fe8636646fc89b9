import type { CompiledPolicy } from '@rolecall/policy'

/** What an answer rests on, quoted. */
export interface Evidence {
  /** Whose text it is, such as `trust policy of arn:aws:iam::111122223333:role/reader`. */
  readonly document: string
  readonly text: string
  /** For a statement: its number, counted from zero, its Sid, and the line it starts on, counted from one. */
  readonly statement?: number
  readonly sid?: string
  readonly line?: number
}

/** Quotes a statement of a policy. */
export function evidence(policy: CompiledPolicy, index: number): Evidence {
  const statement = policy.statements[index]!
  const { start, end } = statement.span
  return {
    document: policy.label,
    statement: index,
    ...(statement.sid === undefined ? {} : { sid: statement.sid }),
    line: policy.text.slice(0, start).split(/\r\n|\r|\n/).length,
    text: policy.text.slice(start, end),
  }
}
