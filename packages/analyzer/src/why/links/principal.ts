import { parseArn } from '@rolecall/core'
import { nearestName } from '../../names/nearest-name.ts'
import { find } from '../../snapshot/find.ts'
import type { LinkRow, Path } from '../path.ts'
import type { PrincipalQuestion } from '../question.ts'

/** The role or user that is asked about exists. */
export const principal: LinkRow<PrincipalQuestion> = {
  name: 'principal',
  needs: [],
  examine({ snapshot, question }) {
    const arn = question.principal
    const { service, resource = '', account, partition } = parseArn(arn) ?? {}
    // A session is known by its role's name, without path.
    const [, session] = /^assumed-role\/([^/]+)\/./.exec(resource) ?? []
    const ofRole = session
      ? snapshot.roles.items.find(
          (one) => one.name === session && one.arn.startsWith(`arn:${partition}:iam::${account}:role/`),
        )?.arn
      : resource.startsWith('role/')
        ? arn
        : undefined
    if (service === 'iam' && resource.startsWith('user/')) return examineUser(arn, snapshot)
    const role = find(snapshot, 'roles', ofRole ?? arn)
    if (role.state === 'found')
      return { state: 'ok', sentence: `role ${role.item.name} exists`, onward: { role: role.item } }
    if (role.state === 'unread')
      return { state: 'undecided', sentence: `role ${arn} is not known: ${role.because}` }
    const near = nearestName(
      arn,
      snapshot.roles.items.map((one) => one.arn),
    )
    return {
      state: 'broken',
      sentence: `there is no role ${arn}${near ? `; ${near.name} ${near.how}` : ''}`,
      fix: near ? `ask for ${near.name}` : `create role ${arn}`,
      mends: false,
    }
  },
}

function examineUser(arn: string, snapshot: Path['snapshot']) {
  const user = find(snapshot, 'users', arn)
  if (user.state === 'found')
    return { state: 'ok', sentence: `user ${user.item.name} exists`, onward: { user: user.item } } as const
  if (user.state === 'unread')
    return { state: 'undecided', sentence: `user ${arn} is not known: ${user.because}` } as const
  return {
    state: 'broken',
    sentence: `there is no user ${arn}`,
    fix: `create user ${arn}`,
    mends: false,
  } as const
}
