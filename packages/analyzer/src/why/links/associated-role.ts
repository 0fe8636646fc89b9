import { parseArn } from '@rolecall/core'
import { nearestName } from '../../names/nearest-name.ts'
import { find } from '../../snapshot/find.ts'
import type { RoleRecord } from '../../snapshot/snapshot.ts'
import type { Found, LinkRow, Path } from '../path.ts'
import { associationName } from '../pod-identity/association-name.ts'
import { podIdentityDocument } from '../pod-identity/pod-identity-document.ts'
import type { PodSubject } from '../question.ts'

/** The role of an association exists, under exactly this ARN, in the account of the cluster. */
export const associatedRole: LinkRow<PodSubject> = {
  name: 'role',
  needs: ['association', 'roleArn'],
  examine(path) {
    const arn = path.roleArn!
    const elsewhere = ofAnotherAccount(arn, path)
    if (elsewhere) return elsewhere
    const found = find(path.snapshot, 'roles', arn)
    if (found.state === 'found')
      return { state: 'ok', sentence: `role ${found.item.name} exists`, onward: { role: found.item } }
    if (found.state === 'unread')
      return { state: 'undecided', sentence: `role ${arn} is not known: ${found.because}` }
    return missing(arn, path)
  },
}

/** EKS refuses such an association when it is made, so that only files have one. */
function ofAnotherAccount(arn: string, { snapshot, question }: Path<PodSubject>): Found | undefined {
  const cluster = find(snapshot, 'clusters', question.cluster)
  const own = cluster.state === 'found' ? parseArn(cluster.item.arn)?.account : undefined
  const account = parseArn(arn)?.account
  if (!own || account === own) return undefined
  return {
    state: 'broken',
    sentence: `role ${arn} is of account ${account}, and EKS Pod Identity gives roles of the cluster's account ${own} only`,
    fix: `associate a role of account ${own} that may assume it, with ${arn} as its target role`,
    mends: false,
  }
}

function missing(arn: string, path: Path<PodSubject>): Found {
  const { snapshot, association } = path
  const known = new Map(snapshot.roles.items.map((one) => [one.arn, one]))
  const name = arn.slice(arn.lastIndexOf('/') + 1)
  const namesake = snapshot.roles.items.find((one) => one.name === name)
  const near = nearestName(arn, known.keys())
  const meant: RoleRecord | undefined = namesake ?? known.get(near?.name ?? '')
  const hint = namesake
    ? `; role ${name} has the ARN ${namesake.arn}`
    : near
      ? `; ${near.name} ${near.how}`
      : ''
  return {
    state: 'broken',
    sentence: `there is no role ${arn}${hint}`,
    fix: meant
      ? `give ${associationName(association!)} the role ${meant.arn}`
      : `create role ${name} with the trust policy ${JSON.stringify(podIdentityDocument(path))}`,
    mends: meant !== undefined,
    onward: meant ? { role: meant, roleArn: meant.arn } : {},
  }
}
