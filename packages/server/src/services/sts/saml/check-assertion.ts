import { childElements } from '../../../saml/child-elements.ts'
import { readSamlTime } from '../../../saml/read-saml-time.ts'
import { samlNamespaces } from '../../../saml/saml-namespaces.ts'
import type { XmlElement } from '../../../saml/xml-element.ts'
import type { SamlAssertion } from './read-assertion.ts'
import { samlFaults } from './saml-faults.ts'
import { signInEndpoints } from './sign-in-endpoints.ts'

interface Against {
  readonly entityId: string
  readonly partition: string
  readonly uuid: string
  /** Milliseconds since the epoch. */
  readonly now: number
}

type Check = (assertion: SamlAssertion, against: Against) => void

const { assertion } = samlNamespaces
const longestAge = 5 * 60_000
/** How far the identity provider's clock may be ahead of ours. What ends gets none. */
const leeway = 60_000

/** In this order; the first that fails is what the caller is told. */
const checks: readonly Check[] = [
  function isFromProvider({ issuer }, { entityId }) {
    if (issuer !== entityId) throw samlFaults.otherIssuer()
  },
  function isAddressedToSignIn({ recipient }, against) {
    if (!signInEndpoints.isRecipient(recipient, against)) throw samlFaults.otherRecipient()
  },
  function isFresh({ issueInstant }, { now }) {
    const issued = timeOf(issueInstant)
    if (issued > now + leeway) throw samlFaults.notYetValid()
    if (issued + longestAge < now) throw samlFaults.tooOld()
  },
  ({ confirmation }, { now }) => isWithin(confirmation, now),
  ({ conditions }, { now }) => conditions && isWithin(conditions, now),
  function hasKnownConditions({ conditions }) {
    // Of those SAML defines, the one that may be used once cannot be kept without remembering each assertion.
    for (const { namespace, name } of conditions?.children ?? []) {
      const known = name === 'AudienceRestriction' || name === 'ProxyRestriction'
      if (namespace !== assertion || !known) throw samlFaults.unknownCondition()
    }
  },
  function isForAws({ conditions }, against) {
    const restrictions = childElements(conditions, assertion, 'AudienceRestriction')
    const all = restrictions.map((one) => childElements(one, assertion, 'Audience').map(({ text }) => text))
    // Each restriction must be met, by any of its audiences. Source: SAML 2.0 Core §2.5.1.4.
    const met = all.every((audiences) => audiences.some((one) => signInEndpoints.isAudience(one, against)))
    if (restrictions.length === 0 || !met) throw samlFaults.otherAudience()
  },
]

/** Holds an assertion against its provider and the clock. @throws Fault InvalidIdentityToken or ExpiredToken */
export function checkAssertion(one: SamlAssertion, against: Against): void {
  for (const check of checks) check(one, against)
}

function isWithin({ attributes }: XmlElement, now: number): void {
  const from = attributes.get('NotBefore')
  const until = attributes.get('NotOnOrAfter')
  if (from !== undefined && timeOf(from) > now + leeway) throw samlFaults.notYetValid()
  if (until !== undefined && timeOf(until) <= now) throw samlFaults.expired(now, timeOf(until))
}

function timeOf(text: string): number {
  const time = readSamlTime(text)
  if (time === undefined) throw samlFaults.malformed()
  return time
}
