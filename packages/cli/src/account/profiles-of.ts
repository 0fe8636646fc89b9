/*
 *     file    = { line }
 *     header  = "[" [ "profile " ] name "]" [ comment ]
 *
 * Names are compared as the SDK compares them: to the letter, without blanks around them.
 */
const header = /^\s*\[\s*(?:profile\s+)?([^\]]*?)\s*\]/

/** The names of the profiles in the text of a credentials file. */
export function profilesOf(text: string): ReadonlySet<string> {
  const names = text.split(/\r?\n/).map((line) => header.exec(line)?.[1])
  return new Set(names.filter((name) => name !== undefined))
}
