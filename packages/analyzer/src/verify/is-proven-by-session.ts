import { isSessionOf } from './is-session-of.ts'
import type { Progress } from './progress.ts'

/** Whether EKS Auth gave a session of the very role that the association names for pods: all that leads to it holds. */
export function isProvenBySession({ setup: { exchange }, association }: Progress): boolean {
  const wanted = association?.targetRoleArn ?? association?.roleArn
  return exchange.state === 'given' && isSessionOf(exchange.arn, wanted)
}
