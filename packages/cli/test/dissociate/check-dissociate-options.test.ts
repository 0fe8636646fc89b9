import { expect, it } from 'vitest'
import { checkDissociateOptions } from '../../src/dissociate/check-dissociate-options.ts'

const given = { cluster: 'shop', namespace: 'shop', serviceAccount: 'reports' }
const roleArn = 'arn:aws:iam::111122223333:role/path/reports'

it.each([
  [{}],
  [{ revoke: true }],
  [{ revoke: true, wholeRole: true, roleArn, roleProfile: 'red' }],
  [{ deleteRole: true, roleArn }],
])('takes %j', (options) => {
  expect(() => checkDissociateOptions({ ...given, ...options })).not.toThrow()
})

it.each([
  // A value with a policy variable would stand for something else in the statement.
  [{ cluster: `\${aws:PrincipalTag/x}` }, /^--cluster .* is no name of an EKS cluster$/],
  [{ cluster: '__proto__' }, /^--cluster "__proto__" is no name/],
  [{ namespace: '*' }, /^--namespace "\*" is no name of a namespace$/],
  [{ namespace: 'a'.repeat(64) }, /^--namespace /],
  [{ serviceAccount: 'Änderung' }, /^--service-account "Änderung" is no name of a ServiceAccount$/],
  [{ serviceAccount: 'a\n' }, /^--service-account /],
  [{ revoke: true, roleArn: 'reports' }, /^--role-arn "reports" is no ARN of a role$/],
  [{ revoke: true, roleArn: `${roleArn}*` }, /^--role-arn /],
  [{ wholeRole: true }, /^--whole-role needs --revoke$/],
  [{ roleProfile: 'red', deleteRole: true }, /^--role-profile needs --revoke$/],
  [{ roleArn }, /^--role-arn needs --revoke or --delete-role$/],
  [{ namespace: '', roleArn: '' }, /^--namespace .*\n--role-arn "" is no ARN of a role$/],
])('refuses %j', (options, words) => {
  expect(() => checkDissociateOptions({ ...given, ...options })).toThrow(words)
})
