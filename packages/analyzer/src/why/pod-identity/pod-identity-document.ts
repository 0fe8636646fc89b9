import { find } from '../../snapshot/find.ts'
import type { Path } from '../path.ts'
import type { PodSubject } from '../question.ts'
import { podIdentityService } from './pod-identity-service.ts'
import { sessionTagsOf } from './session-tags-of.ts'

type Known = Pick<Path<PodSubject>, 'association' | 'question' | 'snapshot'>

/**
 * The trust policy that lets EKS give a role to the pods of one ServiceAccount: by the tags it gives to their
 * sessions, or where the association turns them off by the cluster alone, as far as its ARN is known.
 * Source: "EKS Pod Identity role", EKS User Guide.
 */
export function podIdentityDocument(progress: Known) {
  const { question, snapshot } = progress
  const { tags } = sessionTagsOf(progress)
  const cluster = find(snapshot, 'clusters', question.cluster)
  const arn = cluster.state === 'found' ? cluster.item.arn : ''
  const named = tags.filter(([key]) => key !== 'eks-cluster-arn')
  const wanted =
    named.length > 0
      ? named.map(([key, value]) => [`aws:RequestTag/${key}`, value] as const)
      : arn === ''
        ? []
        : [['aws:SourceArn', arn] as const]
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: podIdentityService },
        Action: ['sts:AssumeRole', ...(tags.length > 0 ? ['sts:TagSession'] : [])],
        ...(wanted.length > 0 ? { Condition: { StringEquals: Object.fromEntries(wanted) } } : {}),
      },
    ],
  } as const
}
