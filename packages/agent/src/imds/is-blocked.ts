/**
 * Whether a path is one of those that are kept from pods, or below one. A version by date is the same tree as
 * `latest`, and repeated slashes change nothing.
 */
export function isBlocked(path: string, blocked: readonly string[]): boolean {
  const names = namesOf(path)
  return blocked.some((one) => namesOf(one).every((name, at) => names[at] === name))
}

function namesOf(path: string): string[] {
  const [version, ...rest] = path.split('/').filter((one) => one !== '')
  return version === undefined ? [] : ['latest', ...rest]
}
