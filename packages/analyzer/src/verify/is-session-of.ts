import { parseArn } from '@rolecall/core'

/** Whether the ARN of an assumed role is of a session of this role. Sessions do not name a role's path. */
export function isSessionOf(session: string, roleArn: string | undefined): boolean {
  const [given, role] = [parseArn(session), parseArn(roleArn ?? '')]
  const name = role?.resource.split('/').at(-1)
  return name !== undefined && given?.account === role?.account && given?.resource.split('/')[1] === name
}
