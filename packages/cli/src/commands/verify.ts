import { verify as verifySetup } from '@rolecall/analyzer'
import { systemClock } from '@rolecall/core'
import { command } from '../command.ts'
import { liveSetup } from '../verify/live-setup.ts'
import { readSaved } from '../verify/read-saved.ts'
import { type VerifyOptions, verifyOptions } from '../verify/verify-options.ts'
import { writeVerification } from '../verify/write-verification.ts'

const exitCodes = { ok: 0, broken: 1, undecided: 2 } as const

export const verify = command<VerifyOptions>({
  description:
    'Checks a ServiceAccount end to end, one line a step: ✓ holds, ✗ broken, with what a pod prints because of it ' +
    'and what mends it, ~ not looked at, · not reached. Live it asks AWS and the cluster, takes a token of ten ' +
    'minutes and assumes the role with it, which changes nothing but its last use: by STS, or for EKS Pod Identity by ' +
    'EKS Auth in place of an agent. Offline it reads files and asks nobody. ' +
    'Exit code: 0 every step holds, 1 one is broken, 2 undecided or usage.',
  options: verifyOptions,
  examples: [
    {
      line: 'rolecall verify --cluster shop -n shop --service-account reports',
      text: 'live, up to who STS says the pods are',
    },
    {
      line: 'rolecall verify --cluster shop -n shop --service-account reports --objects manifests --authorization-details iam.json --issuer https://oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE',
      text: 'offline, before anything is applied',
    },
  ],
  async run(options, _operands, terminal) {
    const { cluster, namespace, serviceAccount, pod } = options
    const subject = { cluster, namespace, serviceAccount, at: systemClock() }
    const setup = (await readSaved(options, subject)) ?? (await liveSetup(options, subject, terminal))
    const verification = verifySetup(setup, subject, pod, options)
    writeVerification(verification, terminal)
    terminal.answer(verification)
    return exitCodes[verification.result]
  },
})
