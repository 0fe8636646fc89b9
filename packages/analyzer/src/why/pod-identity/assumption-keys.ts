import { parseArn } from '@rolecall/core'
import type { ContextValue } from '@rolecall/policy'
import { find } from '../../snapshot/find.ts'
import type { RoleRecord } from '../../snapshot/snapshot.ts'
import type { Path } from '../path.ts'
import type { PodSubject } from '../question.ts'
import { sessionTagsOf } from './session-tags-of.ts'

type Known = Pick<Path<PodSubject>, 'association' | 'question' | 'snapshot'>

/** Keys of an assumption that are there with a value, or not at all. */
const askedWith =
  /^(aws:(requesttag\/|resourcetag\/|tagkeys$)|iam:resourcetag\/|sts:(externalid|sourceidentity|transitivetagkeys)$)/

/**
 * What EKS asks for whenever it assumes a role for a pod: the tags of the session, those of the role, and where from.
 *
 * @returns `isAbsent` for keys, in lower case, that are not among `own`; the pod's name and uid are nobody's to know
 */
export function assumptionKeys(role: RoleRecord, path: Known) {
  const { question, snapshot } = path
  const { tags, unknown } = sessionTagsOf(path)
  const cluster = find(snapshot, 'clusters', question.cluster)
  const { region = '' } = (cluster.state === 'found' && parseArn(cluster.item.arn)) || {}
  const own: [key: string, value: ContextValue][] = [
    ...tags.map(([key, value]): [string, string] => [`aws:RequestTag/${key}`, value]),
    ...Object.entries(role.tags).flatMap(([key, value]): [string, string][] => [
      [`aws:ResourceTag/${key}`, value],
      [`iam:ResourceTag/${key}`, value],
    ]),
    ['aws:SecureTransport', 'true'],
  ]
  if (tags.length > 0) own.push(['aws:TagKeys', [...tags.map(([key]) => key), ...unknown]])
  if (region !== '') own.push(['aws:RequestedRegion', region])
  const maybe = new Set(unknown.map((key) => `aws:requesttag/${key}`))
  return { own, isAbsent: (key: string) => askedWith.test(key) && !maybe.has(key) }
}
