import { injectedNames, podIdentityAgent } from '@rolecall/core'
import { containersOf } from '../pods/containers-of.ts'
import { examineContainer } from '../pods/examine-container.ts'
import { textOf } from '../pods/text-of.ts'
import { variablesOf } from '../pods/variables-of.ts'
import type { StepRow } from '../progress.ts'
import { symptoms } from '../symptoms.ts'
import type { Finding } from '../verification.ts'

const [credentialsUri] = injectedNames['pod-identity'].variables

/** Each container has the variables, the mount and the projected token that the webhook gives. */
export const environment: StepRow = {
  name: 'environment',
  needs: ['method', 'pods'],
  examine(progress) {
    const { commands, question } = progress
    const running = progress.pods!.filter(({ isTemplate }) => !isTemplate)
    if (running.length === 0)
      return { state: 'not-looked-at', because: 'no pod made after it was wired runs' }
    const findings: Finding[] = []
    const skipped: string[] = []
    const uris = new Set<string>()
    for (const pod of running) {
      const of = containersOf(pod)
      skipped.push(...of.skipped)
      findings.push(...of.containers.flatMap((container) => examineContainer(pod, container, progress)))
      for (const container of of.containers) {
        const uri = textOf(variablesOf(container).get(credentialsUri))
        if (uri !== undefined && !podIdentityAgent.credentialsUris.includes(uri)) uris.add(uri)
      }
      if (of.containers.length === 0) {
        findings.push({
          kind: 'all-skipped',
          sentence: `the annotation eks.amazonaws.com/skip-containers of ${pod.name} leaves out every container`,
          error: symptoms.noCredentials(),
          fix: `take the container that calls AWS (${of.skipped.join(', ')}) out of the annotation eks.amazonaws.com/skip-containers, and ${commands.restart(question.namespace, [pod])}`,
        })
      }
    }
    const [first, ...more] = findings
    if (first) return { state: 'broken', findings: [first, ...more] }
    const left = [...new Set(skipped)]
    const but =
      left.length > 0
        ? `, but for ${left.join(', ')}, which eks.amazonaws.com/skip-containers leaves out`
        : ''
    // Of an agent, but not where one listens that was told nothing.
    const asks =
      progress.method === 'pod-identity' && uris.size > 0
        ? `; they ask an agent at ${[...uris].join(', ')}, which has to listen there`
        : ''
    return { state: 'ok', sentence: `every container has the variables and the token's mount${but}${asks}` }
  },
}
