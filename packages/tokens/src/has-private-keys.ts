/** Members that only a secret has. Sources: RFC 7518 §6.2.2, §6.3.2, §6.4.1; RFC 8037 §2. */
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']

/** Whether private keys or secrets stand in the text of a key set that `readKeySet` has read. */
export function hasPrivateKeys(jwks: string): boolean {
  const { keys } = JSON.parse(jwks) as { keys: readonly unknown[] }
  return keys.some(
    (key) =>
      typeof key === 'object' && key !== null && privateMembers.some((member) => Object.hasOwn(key, member)),
  )
}
