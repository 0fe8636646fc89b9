import { parseArn } from '@rolecall/core'
import { trustContext } from '../context/trust-context.ts'
import { compileSource } from '../policies/compile-source.ts'
import { type Weighing, weigh } from '../policies/weigh.ts'
import type { RoleRecord } from '../snapshot/snapshot.ts'
import type { PodSubject } from './question.ts'
import { subjectOf } from './subject-of.ts'

export interface Token {
  readonly issuer: { readonly url: string; readonly hostPath: string }
  readonly audience: string
  readonly providerArn: string
}

/** Asks the trust policy of a role as STS does, for the token that a pod of the ServiceAccount has. */
export function weighTrust(role: RoleRecord, token: Token, question: PodSubject): Weighing {
  const source = { label: `trust policy of ${role.arn}`, kind: 'trust', document: role.trust } as const
  const { issuer, audience, providerArn } = token
  const known = trustContext(
    { issuer: issuer.url, hostPath: issuer.hostPath, subject: subjectOf(question), audience, providerArn },
    question.context ?? {},
    question.at,
  )
  const account = parseArn(role.arn)?.account
  return weigh(
    {
      principal: { type: 'web-identity', provider: providerArn },
      action: 'sts:AssumeRoleWithWebIdentity',
      resource: { arn: role.arn, account },
    },
    known,
    { identity: [], resource: compileSource(source, role) },
  )
}
