import type { Subject } from '../evaluate/read-subject.ts'
import type { Policies } from '../evaluate/request.ts'
import type { Edit } from './change.ts'
import { isOfAws } from './is-of-aws.ts'

/**
 * An edit as somebody would do it. A policy of AWS nobody can edit, but a copy can take its place; one that would be
 * left without a statement is detached.
 *
 * @param policies as they are before it
 */
export function describeEdit(edit: Edit, { principal }: Subject, policies: Policies): string {
  const isFixed = isOfAws(edit.policy)
  if (isFixed && edit.op === 'remove-statement' && edit.layer === 'identity') {
    const policy = policies.identity.find(({ label }) => label === edit.policy)
    if (policy?.statements.length === 1) return `detach ${edit.policy}`
  }
  const where = isFixed ? `a copy of ${edit.policy}, put in its place,` : (edit.policy ?? newPolicy())
  if (edit.op === 'remove-statement')
    return `remove statement ${edit.statement + 1} of ${where}`.replace(/,$/, '')
  if (edit.op === 'add-statement') return `add to ${where} the statement ${JSON.stringify(edit.value)}`
  return `set ${edit.path.join('.')} of ${where} to ${JSON.stringify(edit.value)}`

  function newPolicy(): string {
    if (edit.layer !== 'identity') return `a new ${edit.layer} policy`
    const holder =
      'roleArn' in principal ? principal.roleArn : 'userArn' in principal ? principal.userArn : undefined
    const own = holder ?? (principal.type === 'user' ? principal.arn : undefined)
    return own === undefined ? 'a new identity policy' : `a new inline policy of ${own}`
  }
}
