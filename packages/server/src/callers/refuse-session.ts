import { Fault } from '@rolecall/core'
import type { Session } from '../sessions/session.ts'

/** What sessions of a kind may call. */
interface Limits {
  readonly iam: 'always' | 'with a second factor' | 'never'
  readonly sts: (operation: string) => boolean
}

const unlessForUsers = (operation: string) => !/^Get(Federation|Session)Token$/.test(operation)
const only =
  (...operations: readonly string[]) =>
  (operation: string) =>
    operations.includes(operation)

/** Source: "Compare AWS STS credentials", IAM User Guide. */
const limits: Readonly<Record<Session['principal']['type'], Limits>> = {
  role: { iam: 'always', sts: unlessForUsers },
  user: { iam: 'with a second factor', sts: only('AssumeRole', 'GetCallerIdentity') },
  'federated-user': { iam: 'never', sts: only('GetCallerIdentity') },
}

const client = (code: string, text: string) => new Fault({ code, status: 403, blame: 'client' }, text)

/**
 * The refusal of temporary credentials that IAM or STS do not take from sessions of their kind, whatever a policy
 * says. AWS's text for IAM is that of a token nobody knows, without the full stop.
 */
export function refuseSession(
  session: Session | undefined,
  service: string,
  operation: string,
): Fault | undefined {
  if (!session) return undefined
  const { iam, sts } = limits[session.principal.type]
  if (service === 'sts' && !sts(operation)) {
    return client('AccessDenied', `Cannot call ${operation} with session credentials`)
  }
  const isKnown = iam === 'always' || (iam === 'with a second factor' && session.mfaAt !== undefined)
  if (service === 'iam' && !isKnown) {
    return client('InvalidClientTokenId', 'The security token included in the request is invalid')
  }
  return undefined
}
