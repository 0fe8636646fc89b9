import type { CredentialMethod } from '@rolecall/core'

/** Absent for every call of a pod, when it is not known: it calls by itself, with a session of a role. */
const always =
  /^aws:(principaltag\/|principalservicename|username$|sourceidentity$|multifactorauthage$|source(account|arn|orgid|orgpaths)$)/

/** What is absent beside, by how the session was made. */
const more: Readonly<Record<CredentialMethod, RegExp>> = {
  irsa: /^$/,
  'pod-identity': /^aws:federatedprovider$/,
}

/**
 * Whether a key of a call of a pod is certain to be absent, when its value is not known.
 *
 * @param unknownTags keys, in lower case, of session tags whose values differ from pod to pod
 */
export function absentOfPods(
  method: CredentialMethod,
  unknownTags: readonly string[],
): (key: string) => boolean {
  const maybe = new Set(unknownTags.map((key) => `aws:principaltag/${key}`))
  return (key) => !maybe.has(key) && (always.test(key) || more[method].test(key))
}
