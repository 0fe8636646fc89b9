/**
 * How AWS's validation names a place in the input: members with a small first letter, items counted from one.
 *
 *     tags.1.member.key
 */
export const wirePath = {
  member(path: string, name: string): string {
    const small = name.charAt(0).toLowerCase() + name.slice(1)
    return path === '' ? small : `${path}.${small}`
  },
  item(path: string, at: number): string {
    return `${path}.${at + 1}.member`
  },
  entry(path: string, key: string): string {
    return `${path}.${key.slice(0, 100)}.member`
  },
}
