import { nearestName } from '../../names/nearest-name.ts'
import { find } from '../../snapshot/find.ts'
import type { RoleRecord } from '../../snapshot/snapshot.ts'
import type { Found, LinkRow, Path } from '../path.ts'
import type { PodSubject } from '../question.ts'
import { rolesTrusting } from '../roles-trusting.ts'
import { subjectOf } from '../subject-of.ts'

/** The role exists, under exactly this ARN. */
export const role: LinkRow<PodSubject> = {
  name: 'role',
  needs: ['roleArn'],
  examine(path) {
    const arn = path.roleArn!
    const found = find(path.snapshot, 'roles', arn)
    if (found.state === 'found') {
      return { state: 'ok', sentence: `role ${found.item.name} exists`, onward: { role: found.item } }
    }
    if (found.state === 'unread') {
      return { state: 'undecided', sentence: `role ${arn} is not known: ${found.because}` }
    }
    return missing(arn, path)
  },
}

function missing(arn: string, path: Path<PodSubject>): Found {
  const { snapshot, question } = path
  const known = new Map(snapshot.roles.items.map((one) => [one.arn, one]))
  const name = lastOf(arn)
  const namesake = snapshot.roles.items.find((one) => one.name === name)
  const near = nearestName(arn, known.keys())
  const [trusting] = rolesTrusting(path)
  const meant: RoleRecord | undefined = namesake ?? known.get(near?.name ?? trusting ?? '')
  const hint = namesake
    ? `; role ${name} has the ARN ${namesake.arn}`
    : near
      ? `; ${near.name} ${near.how}`
      : ''
  const account = `ServiceAccount ${question.namespace}/${question.serviceAccount}`
  return {
    state: 'broken',
    sentence: `there is no role ${arn}${hint}`,
    fix: meant
      ? `annotate ${account} with eks.amazonaws.com/role-arn=${meant.arn}, and restart its pods`
      : `create role ${name} with a trust policy for ${subjectOf(question)}`,
    mends: meant !== undefined,
    onward: meant ? { role: meant, roleArn: meant.arn } : {},
  }
}

function lastOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1)
}
