import { injectedNames, podIdentityAgent } from '@rolecall/core'
import type { Progress } from '../progress.ts'
import type { PodRecord } from '../setup.ts'
import { symptoms } from '../symptoms.ts'
import type { Finding } from '../verification.ts'
import type { Container } from './containers-of.ts'
import { createdAt } from './created-at.ts'
import { isAgentUri } from './is-agent-uri.ts'
import { isSetByWebhook } from './is-set-by-webhook.ts'
import { javaProperties } from './java-properties.ts'
import { textOf } from './text-of.ts'
import { tokenVolumeOf } from './token-volume-of.ts'
import { variablesOf } from './variables-of.ts'

/** Every pod has this one, and its token is for the API server. */
const apiServerToken = '/var/run/secrets/kubernetes.io/serviceaccount/token'
/** The webhook waits 100 ms for a ServiceAccount it has not heard of; clocks of objects count seconds. */
const raceMs = 2000

/** What of the webhook's work a container lacks. */
export function examineContainer(pod: PodRecord, container: Container, progress: Progress): Finding[] {
  const { commands, question } = progress
  const method = progress.method!
  const { variables } = injectedNames[method]
  const set = variablesOf(container)
  const [what, file] = variables
  const values = [set.get(what), set.get(file)]
  const where = `container ${container.name} of ${pod.name}`
  if (values.every((value) => value === undefined)) return [notMutated(pod, where, progress)]
  const missing = values.findIndex((value) => value === undefined || ('text' in value && value.text === ''))
  if (missing >= 0) {
    const present = variables[1 - missing]!
    return [
      {
        kind: 'half-pair',
        sentence: `${where} sets ${present} itself and has no ${variables[missing]}; where one of the two is set, the webhook adds neither`,
        error: symptoms.halfPair(variables[missing]!, javaProperties[method][missing]!),
        fix: commands.setEnvironment(question.namespace, pod, container.name, [`${present}-`]),
      },
    ]
  }
  const address = textOf(values[0])
  if (method === 'pod-identity' && address !== undefined && !isAgentUri(address)) {
    const restart = commands.restart(question.namespace, [pod])
    return [
      {
        kind: 'other-agent',
        sentence: `${where} has ${what}=${address}, which is no address of the EKS Pod Identity Agent`,
        fix: isSetByWebhook(pod, container, progress.pods ?? [])
          ? `start the webhook that put it there with --container-credentials-full-uri=${podIdentityAgent.credentialsUris[0]}, and then: ${restart}; where the webhook is: ${commands.findWebhook()}`
          : commands.setEnvironment(
              question.namespace,
              pod,
              container.name,
              variables.map((name) => `${name}-`),
            ),
      },
    ]
  }
  const path = textOf(values[1])
  return path === undefined ? [] : examineToken(pod, container, path, progress)
}

function examineToken(pod: PodRecord, container: Container, path: string, progress: Progress): Finding[] {
  const { audience, commands, question, method } = progress
  const where = `container ${container.name} of ${pod.name}`
  const restart = commands.restart(question.namespace, [pod])
  const unset = commands.setEnvironment(
    question.namespace,
    pod,
    container.name,
    injectedNames[method!].variables.map((name) => `${name}-`),
  )
  if (path === apiServerToken) {
    return [
      {
        kind: 'api-server-token',
        sentence: `${where} reads the token of the API server, ${path}, whose audience is not ${audience}`,
        error: symptoms.wrongAudience(),
        fix: unset,
      },
    ]
  }
  const volume = tokenVolumeOf(pod, container, path)
  if (!volume) {
    return [
      {
        kind: 'no-token-volume',
        sentence: `${where} has no projected token at ${path}`,
        error: symptoms.noTokenFile(path),
        fix: restart,
      },
    ]
  }
  if (volume.audience === audience) return []
  return [
    {
      kind: 'volume-audience',
      sentence: `${where} has a token for ${volume.audience ?? 'the API server'}, and the ServiceAccount's are for ${audience}`,
      error: symptoms.wrongAudience(),
      fix: restart,
    },
  ]
}

function notMutated(
  pod: PodRecord,
  where: string,
  { commands, question, serviceAccount, association }: Progress,
): Finding {
  const [made, account] = [createdAt(pod.metadata), serviceAccount!.created]
  const isRace =
    association === undefined &&
    made !== undefined &&
    account !== undefined &&
    Math.abs(made - account) <= raceMs
  return {
    kind: isRace ? 'made-together' : 'not-mutated',
    sentence: isRace
      ? `${where} was given nothing: the pod was made within ${raceMs / 1000} seconds of its ServiceAccount, before the webhook knew it`
      : `${where} was given nothing by the webhook: it did not run, was not asked (failurePolicy Ignore), or the pod is older than the wiring`,
    error: symptoms.noCredentials(),
    fix: `${commands.restart(question.namespace, [pod])}; when that does not help: ${commands.findWebhook()}`,
  }
}
