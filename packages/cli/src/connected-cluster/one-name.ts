import { Refusal } from '../refusal.ts'

/** The one name that an action of `rolecall cluster` takes. @throws Refusal */
export function oneName(action: string, names: readonly string[]): string {
  const [name, ...more] = names
  if (name === undefined || more.length > 0) throw new Refusal(`cluster ${action} takes one name`)
  return name
}
