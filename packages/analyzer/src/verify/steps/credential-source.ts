import { containersOf } from '../pods/containers-of.ts'
import { sourceOf } from '../pods/source-of.ts'
import { variablesOf } from '../pods/variables-of.ts'
import type { StepRow } from '../progress.ts'
import type { Finding } from '../verification.ts'

/** What an SDK's default chain comes to first in each container is what was wired. */
export const credentialSource: StepRow = {
  name: 'credential-source',
  needs: ['method', 'pods'],
  examine({ commands, pods, method, question }) {
    const findings: Finding[] = []
    const elsewhere = new Set<string>()
    for (const pod of pods!) {
      for (const container of containersOf(pod).containers) {
        const variables = variablesOf(container)
        const source = sourceOf(variables)
        for (const { secretRef, configMapRef } of container.envFrom ?? []) {
          if (secretRef) elsewhere.add(`Secret ${secretRef.name}`)
          if (configMapRef) elsewhere.add(`ConfigMap ${configMapRef.name}`)
        }
        const hindrance = source?.hindrance(variables, method!)
        if (!source || !hindrance) continue
        findings.push({
          kind: source.kind,
          sentence: `container ${container.name} of ${pod.name} ${hindrance.sentence}`,
          ...(hindrance.error === undefined ? {} : { error: hindrance.error }),
          fix: commands.setEnvironment(question.namespace, pod, container.name, source.remedy(variables)),
        })
      }
    }
    const [first, ...more] = findings
    if (first) return { state: 'broken', findings: [first, ...more] }
    if (elsewhere.size > 0) {
      return {
        state: 'not-looked-at',
        because: `whether ${[...elsewhere].join(', ')} (envFrom) sets AWS_ACCESS_KEY_ID or AWS_PROFILE, which would go first`,
      }
    }
    const how = {
      irsa: 'the token in AWS_WEB_IDENTITY_TOKEN_FILE',
      'pod-identity': 'the EKS Pod Identity Agent',
    }[method!]
    return { state: 'ok', sentence: `nothing goes before ${how} in the SDKs' default chain` }
  },
}
