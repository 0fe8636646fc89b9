import { formatArn, parseArn } from '@rolecall/core'

/** The ARN of a role's session. It has the role's name without its path, as in AWS. */
export function sessionArn(roleArn: string, sessionName: string): string {
  const role = parseArn(roleArn)
  if (!role) throw new TypeError(`${roleArn} is no role ARN`)
  const name = role.resource.split('/').at(-1)
  return formatArn({ ...role, service: 'sts', region: '', resource: `assumed-role/${name}/${sessionName}` })
}
