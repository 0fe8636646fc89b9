import { associationFor } from '../../snapshot/association-for.ts'
import type { ServiceAccountRecord } from '../../snapshot/snapshot.ts'
import { annotations } from '../annotations.ts'
import { namedRole } from '../named-role.ts'
import type { Found, LinkRow, Path } from '../path.ts'
import type { PodSubject } from '../question.ts'
import { roleToName } from '../role-to-name.ts'
import { rolesTrusting } from '../roles-trusting.ts'

/** The ServiceAccount names a role, by an annotation that the webhook reads. */
export const roleAnnotation: LinkRow<PodSubject> = {
  name: 'role-annotation',
  needs: ['serviceAccount'],
  examine(path) {
    const account = path.serviceAccount!
    const named = namedRole(account, path.snapshot)
    if (!named) return absent(account, path)
    const { key, value, arn } = named
    const evidence = [{ document: nameOf(account), text: `${key}: ${JSON.stringify(value)}` }]
    const mended = { evidence, mends: arn !== undefined, onward: arn === undefined ? {} : { roleArn: arn } }
    if (key !== annotations.role) {
      return {
        state: 'broken',
        sentence: `${nameOf(account)} has the annotation ${key}, which nothing reads; it is ${annotations.role} that names a role`,
        fix: `rename the annotation ${key} of ${nameOf(account)} to ${annotations.role}, and restart its pods`,
        ...mended,
        mends: arn === value,
      }
    }
    if (arn === value) {
      return { state: 'ok', sentence: `it is annotated with role ${arn}`, evidence, onward: { roleArn: arn } }
    }
    return {
      state: 'broken',
      sentence: `the annotation ${key} is ${JSON.stringify(value)}, which is no ARN of a role`,
      fix: `set the annotation ${key} of ${nameOf(account)} to ${arn ?? `the ARN of a role, ${roleToName(path.snapshot)}`}, and restart its pods`,
      ...mended,
    }
  },
}

function absent(account: ServiceAccountRecord, path: Path<PodSubject>): Found {
  const [arn] = rolesTrusting(path)
  const { cluster, namespace, name } = account
  const annotate = `annotate ${nameOf(account)} with ${annotations.role}=${arn ?? 'ARN of a role that trusts it'}, and restart its pods`
  const associate = `rolecall associate --cluster ${cluster} -n ${namespace} --service-account ${name} --policy-arn POLICY`
  const isAlone = associationFor(path.snapshot, path.question).state === 'missing'
  const lacks = isAlone ? 'has neither an EKS Pod Identity association nor the' : 'has no'
  return {
    state: 'broken',
    sentence: `${nameOf(account)} ${lacks} annotation ${annotations.role}, so its pods get no role of their own; they have the node's where they reach it`,
    fix: isAlone ? `${associate}; or ${annotate}` : annotate,
    mends: arn !== undefined,
    onward: arn === undefined ? {} : { roleArn: arn },
  }
}

function nameOf({ namespace, name }: ServiceAccountRecord): string {
  return `ServiceAccount ${namespace}/${name}`
}
