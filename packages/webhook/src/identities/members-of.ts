/**
 * The members of an object, by their names in small letters: Go, for which these files were first written, reads names
 * of members without regard to case.
 */
export function membersOf(value: object): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(value).map(([name, one]) => [name.toLowerCase(), one]))
}
