import type { Path } from '../path.ts'
import type { PodSubject } from '../question.ts'
import { assumingActions } from './assuming-actions.ts'
import { externalIdFor } from './external-id-for.ts'

/**
 * The trust policy of a target role that lets in the first role of an association alone, for pods of this
 * ServiceAccount as far as its external id tells them. Source: "Access AWS resources using EKS Pod Identity target
 * IAM roles", EKS User Guide.
 */
export function hopDocument({
  association,
  question,
  roleArn,
}: Pick<Path<PodSubject>, 'association' | 'question' | 'roleArn'>) {
  const externalId = externalIdFor(association!, question)
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: roleArn! },
        Action: assumingActions(association!),
        ...(externalId === undefined
          ? {}
          : { Condition: { StringEquals: { 'sts:ExternalId': externalId } } }),
      },
    ],
  } as const
}
