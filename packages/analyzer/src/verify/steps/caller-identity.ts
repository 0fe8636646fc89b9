import { isSessionOf } from '../is-session-of.ts'
import type { StepRow } from '../progress.ts'
import { symptoms } from '../symptoms.ts'

/** STS gives the token a session, and says whose it is. It changes nothing but the role's last use. */
export const callerIdentity: StepRow = {
  name: 'caller-identity',
  needs: ['method'],
  examine({ setup: { exchange }, roleArn }) {
    switch (exchange.state) {
      case 'refused': {
        const sentence = `STS refuses the token: ${exchange.code}`
        return {
          state: 'broken',
          findings: [{ kind: 'refused', sentence, error: symptoms.refused(exchange) }],
        }
      }
      case 'given': {
        if (isSessionOf(exchange.arn, roleArn))
          return { state: 'ok', sentence: `STS calls it ${exchange.arn}` }
        const sentence = `STS calls it ${exchange.arn}, and not a session of ${roleArn}`
        return { state: 'broken', findings: [{ kind: 'other-caller', sentence }] }
      }
      case 'unread':
        return { state: 'not-looked-at', because: exchange.because }
      default:
        return { state: 'not-looked-at', because: 'no role was to be assumed' }
    }
  },
}
