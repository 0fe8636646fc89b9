import { parseArn } from '@rolecall/core'
import type { PodIdentity } from '../pod-token/pod-identity.ts'

/** What EKS Auth gives for the token of a pod, as it is handed on. */
export interface PodCredentials {
  /** The answer to the pod, in the form that SDKs read. A secret. */
  readonly body: Buffer
  /** Milliseconds since the epoch. */
  readonly expiresAt: number
  readonly roleArn: string
  readonly associationId: string
}

export type AssumedRoleReading =
  | { readonly ok: true; readonly credentials: PodCredentials }
  | { readonly ok: false; readonly why: string; readonly isOther?: true }

/** Every member that the model demands, as a path. */
const texts = [
  'subject.namespace',
  'subject.serviceAccount',
  'audience',
  'podIdentityAssociation.associationArn',
  'podIdentityAssociation.associationId',
  'assumedRoleUser.arn',
  'assumedRoleUser.assumeRoleId',
  'credentials.accessKeyId',
  'credentials.secretAccessKey',
  'credentials.sessionToken',
] as const

/** The last second of the year 9999. */
const lastSecond = 253_402_300_799

/**
 * Reads the answer to AssumeRoleForPodIdentity. The subject must be that of the token, so that no mistake of
 * another's gives one ServiceAccount the credentials of another.
 */
export function readAssumedRole(text: string, pod: PodIdentity): AssumedRoleReading {
  let answer: unknown
  try {
    answer = JSON.parse(text)
  } catch {
    return { ok: false, why: 'no JSON' }
  }
  const found = new Map<string, string>()
  for (const path of texts) {
    const value = at(answer, path)
    if (typeof value !== 'string' || value === '') return { ok: false, why: `${path} is missing` }
    found.set(path, value)
  }
  const seconds = at(answer, 'credentials.expiration')
  if (typeof seconds !== 'number' || !(seconds > 0 && seconds <= lastSecond)) {
    return { ok: false, why: 'credentials.expiration is no time' }
  }
  const member = (path: (typeof texts)[number]) => found.get(path) ?? ''
  const roleArn = member('assumedRoleUser.arn')
  const arn = parseArn(roleArn)
  if (!arn || !/^\d{12}$/.test(arn.account)) return { ok: false, why: 'assumedRoleUser.arn is no ARN' }
  if (
    member('subject.namespace') !== pod.namespace ||
    member('subject.serviceAccount') !== pod.serviceAccount
  ) {
    return { ok: false, why: 'the subject', isOther: true }
  }
  const expiresAt = Math.floor(seconds * 1000)
  const body = JSON.stringify({
    AccessKeyId: member('credentials.accessKeyId'),
    SecretAccessKey: member('credentials.secretAccessKey'),
    Token: member('credentials.sessionToken'),
    AccountId: arn.account,
    // As Go writes it: no fraction where there is none.
    Expiration: new Date(expiresAt).toISOString().replace(/\.?0*Z$/, 'Z'),
  })
  const associationId = member('podIdentityAssociation.associationId')
  return { ok: true, credentials: { body: Buffer.from(body), expiresAt, roleArn, associationId } }
}

function at(value: unknown, path: string): unknown {
  let here = value
  for (const name of path.split('.')) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, name)) return undefined
    here = (here as Readonly<Record<string, unknown>>)[name]
  }
  return here
}
