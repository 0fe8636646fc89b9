import { ended, type Ran } from './ended.ts'
import { startRolecall } from './start-rolecall.ts'

/** Runs the real binary to its end. */
export async function rolecall(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  input = '',
): Promise<Ran> {
  const child = startRolecall(args, environment)
  child.stdin?.end(input)
  return ended(child)
}
