import { parseArn } from '@rolecall/core'
import type { Principal } from '@rolecall/policy'
import { userPrincipal } from '../../../callers/user-caller.ts'
import type { Tags } from '../../../records/tags.ts'
import { sessionArn } from '../../../sessions/session-arn.ts'
import type { ServiceContext } from '../../service-context.ts'

/** The session that a simulated role calls in: no policy can name it before it is there. */
const sessionName = 'simulation'

interface Named {
  readonly arn: string
  readonly account: string
  /** Behind the type, with its path. */
  readonly name: string
}

interface Known {
  readonly id: string
  readonly tags?: Tags
}

/** How each type of caller is made of its ARN, and of what is kept of it when it is here. */
const kinds: Readonly<Record<string, (named: Named, known: Known) => Principal>> = {
  'oidc-provider': ({ arn }) => ({ type: 'web-identity', provider: arn }),
  role: ({ arn, account }, { id }) => ({
    type: 'role-session',
    account,
    arn: sessionArn(arn, sessionName),
    id: `${id}:${sessionName}`,
    roleArn: arn,
    roleId: id,
  }),
  root: ({ arn, account }) => ({ type: 'root', account, arn }),
  'saml-provider': ({ arn }) => ({ type: 'saml', provider: arn }),
  user: ({ arn, account, name }, { id }) =>
    userPrincipal({ account, arn, id, name: name.slice(name.lastIndexOf('/') + 1) }),
}

/**
 * The principal that an ARN stands for, who need not be there: a user, a role, the root user, and for trust policies
 * an identity provider. `undefined` for any other text.
 */
export function simulatedCaller(arn: string, known: Known = { id: 'unknown' }): Principal | undefined {
  const parsed = parseArn(arn)
  if (parsed?.service !== 'iam' || !/^\d{12}$/.test(parsed.account)) return undefined
  const [type = '', ...name] = parsed.resource.split('/')
  if (type !== 'root' && name.join('/') === '') return undefined
  if (!Object.hasOwn(kinds, type)) return undefined
  return kinds[type]?.({ arn, account: parsed.account, name: name.join('/') }, known)
}

/** Who calls when nobody is named: some user of the account, of whom nothing is known. */
export function someUser({ account, partition }: Pick<ServiceContext, 'account' | 'partition'>): Principal {
  const arn = `arn:${partition}:iam::${account}:user/simulation`
  return { type: 'user', account, arn, id: 'unknown', name: 'simulation' }
}
