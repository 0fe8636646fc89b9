import { isSessionOf } from '../is-session-of.ts'
import type { StepRow } from '../progress.ts'
import { symptoms } from '../symptoms.ts'

/** STS says whose session it is that EKS Auth gave: of two roles, the second's. */
export const podCallerIdentity: StepRow = {
  name: 'caller-identity',
  needs: ['association', 'session'],
  examine({ setup: { exchange }, association, session }) {
    if (exchange.state === 'refused') {
      const sentence = `STS refuses the credentials that EKS Auth gave: ${exchange.code}`
      return { state: 'broken', findings: [{ kind: 'refused', sentence, error: symptoms.refused(exchange) }] }
    }
    const wanted = association!.targetRoleArn ?? association!.roleArn
    if (isSessionOf(session!, wanted)) return { state: 'ok', sentence: `STS calls it ${session}` }
    return {
      state: 'broken',
      findings: [
        {
          kind: 'other-caller',
          sentence: `STS calls it ${session}, and not a session of ${wanted}: the association was changed a moment ago`,
          fix: 'verify again; what the agent holds is renewed within seconds on a Rolecall server, and on AWS within hours, or once the pod is restarted',
        },
      ],
    }
  },
}
