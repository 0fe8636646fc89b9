/**
 * Condition keys as {@link findKey} takes them: in lower case, and cut before the part that varies, so that
 * `aws:ResourceTag/${TagKey}` becomes the family `aws:resourcetag/`. The reference writes that part in three ways.
 */
export function keyNames(keys: Iterable<string>): ReadonlySet<string> {
  const names = new Set<string>()
  for (const key of keys) names.add(key.toLowerCase().replace(/(?:\$\{|<|(?<=\/)tag-key$).*$/, ''))
  return names
}
