import type { Path } from './path.ts'
import type { PodSubject } from './question.ts'
import { subjectOf } from './subject-of.ts'

type Known = Pick<Path<PodSubject>, 'provider' | 'issuer' | 'audience' | 'question'>

/** The trust policy that lets in the pods of one ServiceAccount, and nobody else. */
export function trustDocument(path: Known) {
  const { provider, issuer, audience, question } = path
  const { hostPath } = issuer!
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: provider!.arn },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: { [`${hostPath}:aud`]: audience!, [`${hostPath}:sub`]: subjectOf(question) },
        },
      },
    ],
  } as const
}
