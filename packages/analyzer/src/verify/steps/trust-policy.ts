import { role as roleLink } from '../../why/links/role.ts'
import { trustPolicy as link } from '../../why/links/trust-policy.ts'
import { trustDocument } from '../../why/trust-document.ts'
import { linkStep } from '../link-step.ts'
import type { Progress, StepFound, StepRow } from '../progress.ts'
import { symptoms } from '../symptoms.ts'
import { kindOfMiss } from '../trust/kind-of-miss.ts'
import { mendedTrust } from '../trust/mended-trust.ts'

/** The role is there, under exactly this ARN, and trusts the ServiceAccount. */
export const trustPolicy: StepRow = {
  name: 'trust-policy',
  needs: ['roleArn', 'provider', 'issuer', 'audience'],
  examine(progress) {
    const { commands, setup } = progress
    const { exchange } = setup
    const found = roleLink.examine(progress)
    if (found.state === 'broken') return noRole(found, progress)
    if (found.state === 'undecided') {
      if (exchange.state === 'given')
        return { state: 'ok', sentence: `STS gave a session of ${progress.roleArn}, so the role trusts it` }
      if (exchange.state === 'refused' && exchange.code === 'AccessDenied') {
        return {
          state: 'broken',
          findings: [
            {
              kind: 'not-trusted-elsewhere',
              sentence: `STS refuses: there is no role ${progress.roleArn}, or it does not trust the ServiceAccount; ${found.sentence}`,
              error: symptoms.notAuthorized(),
              fix: `verify with credentials of the role's account; they also show its trust policy: ${commands.getRole(progress.roleArn!)}`,
            },
          ],
        }
      }
      return linkStep(found, { kind: 'no-role' })
    }
    return trusts({ ...progress, ...found.onward })
  },
}

function noRole(found: Parameters<typeof linkStep>[0], progress: Progress): StepFound {
  const { commands, question, roleArn } = progress
  const { role: meant } = found.onward ?? {}
  const { onward: _, ...step } = linkStep(found, {
    kind: 'no-role',
    error: symptoms.notAuthorized(),
    fix: meant
      ? commands.annotate(question, `eks.amazonaws.com/role-arn=${meant.arn}`)
      : commands.createRole(roleArn!, JSON.stringify(trustDocument(progress))),
  })
  return step
}

function trusts(progress: Progress): StepFound {
  const { commands, role } = progress
  const onward = { role: role! }
  const found = { ...link.examine(progress), onward }
  if (found.state !== 'broken') return linkStep(found, { kind: 'trust-policy' })
  const { change, nearest } = found.weighing!.explanation
  const mended = mendedTrust(role!.trust, change, progress)
  return linkStep(found, {
    kind: nearest ? kindOfMiss(nearest, progress) : 'trust-policy',
    error: symptoms.notAuthorized(),
    ...(mended === undefined ? {} : { fix: commands.setTrustPolicy(role!.name, mended) }),
  })
}
