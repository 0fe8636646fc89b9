import { associationFor } from '../../snapshot/association-for.ts'
import { annotations } from '../annotations.ts'
import type { Found, LinkRow, Path } from '../path.ts'
import { associationName } from '../pod-identity/association-name.ts'
import type { PodSubject } from '../question.ts'

/** An EKS Pod Identity association gives the ServiceAccount its role, before any annotation; most have none. */
export const association: LinkRow<PodSubject> = {
  name: 'association',
  needs: [],
  examine(path) {
    const { namespace, serviceAccount } = path.question
    const found = associationFor(path.snapshot, path.question)
    if (found.state === 'missing')
      return { state: 'ok', sentence: 'no EKS Pod Identity association gives it a role' }
    if (found.state === 'unread') {
      return {
        state: 'undecided',
        sentence: `whether an EKS Pod Identity association gives ServiceAccount ${namespace}/${serviceAccount} a role is not known: ${found.because}`,
      }
    }
    const { item } = found
    const name = associationName(item)
    const onward = { association: item }
    if (item.roleArn === undefined) {
      const because = item.unread === undefined ? '' : `: ${item.unread}`
      return {
        state: 'undecided',
        sentence: `${name} gives it a role, and which is not known${because}`,
        onward,
      }
    }
    return named(name, item.roleArn, { ...path, ...onward })
  },
}

function named(name: string, roleArn: string, path: Path<PodSubject>): Found {
  const item = path.association!
  const { namespace, serviceAccount, targetRoleArn, externalId, disableSessionTags, policy } = item
  const settings = { targetRoleArn, externalId, disableSessionTags, policy }
  const pattern = `${namespace}/${serviceAccount}`
  const by = pattern.includes('*') ? `, of the pattern ${pattern},` : ''
  const isAnnotated = path.serviceAccount?.annotations[annotations.role] !== undefined
  const instead = isAnnotated ? `; its annotation ${annotations.role} counts for nothing` : ''
  return {
    state: 'ok',
    sentence: `${name}${by} gives it role ${roleArn}${instead}`,
    // Members that it does not have are not in its text.
    evidence: [{ document: name, text: JSON.stringify({ namespace, serviceAccount, roleArn, ...settings }) }],
    onward: { association: item, roleArn },
  }
}
