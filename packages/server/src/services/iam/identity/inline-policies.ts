import { iamFaults } from '../faults.ts'
import { refuseMalformed } from '../refuse-malformed.ts'
import type { Identity } from './identity.ts'
import type { IdentityKind } from './identity-kind.ts'

/** The inline policies of a role, user or group. */
export const inlinePolicies = {
  /** The document of the one with this name. @throws Fault NoSuchEntity */
  find({ inline }: Identity, name: string, kind: IdentityKind): string {
    const document = Object.hasOwn(inline, name) ? inline[name] : undefined
    if (document === undefined) throw kind.faults.noSuchInlinePolicy(name)
    return document
  },

  /**
   * All, with one put among them. Together they share one quota, of characters that are not white space.
   *
   * @throws Fault LimitExceeded, MalformedPolicyDocument
   */
  with(identity: Identity, name: string, document: string, kind: IdentityKind): Identity['inline'] {
    const quota = kind.quotas.inline
    // Not by assignment: `__proto__` is a name like any other.
    const inline = Object.fromEntries([...Object.entries(identity.inline), [name, document]])
    const size = Object.values(inline).reduce((sum, one) => sum + one.replace(/\s/g, '').length, 0)
    if (size > quota.characters) {
      throw iamFaults.limitExceeded(
        `Maximum policy size of ${quota.characters} bytes exceeded for ${kind.word} ${identity.name}`,
      )
    }
    refuseMalformed(document, 'identity', quota)
    return inline
  },

  /** All but the one with this name. @throws Fault NoSuchEntity */
  without(identity: Identity, name: string, kind: IdentityKind): Identity['inline'] {
    inlinePolicies.find(identity, name, kind)
    return Object.fromEntries(Object.entries(identity.inline).filter(([one]) => one !== name))
  },
}
