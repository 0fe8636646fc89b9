/** Whoever runs the suite may have keys and profiles of their own, which an SDK would rather take. */
export function nothingOfAws(): Record<string, undefined> {
  const names = Object.keys(process.env).filter((name) => name.startsWith('AWS_'))
  return Object.fromEntries(names.map((name) => [name, undefined]))
}
