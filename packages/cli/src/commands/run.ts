import { randomBytes } from 'node:crypto'
import { constants } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import { parseArn, systemClock } from '@rolecall/core'
import { injection } from '@rolecall/webhook/injection'
import { awsAccess } from '../aws/aws-access.ts'
import { type ClusterOptions, clusterOptions } from '../cluster/cluster-options.ts'
import { findServiceAccount } from '../cluster/find-service-account.ts'
import { openCluster } from '../cluster/open-cluster.ts'
import { command } from '../command.ts'
import { chooseMethod, type Method } from '../run/choose-method.ts'
import { endpointInForce } from '../run/endpoint-in-force.ts'
import { findAssociation } from '../run/find-association.ts'
import type { LocalAgent } from '../run/local-agent.ts'
import { type LocalPod, localPod } from '../run/local-pod.ts'
import { podEnvironment } from '../run/pod-environment.ts'
import { podManifest } from '../run/pod-manifest.ts'
import { podName } from '../run/pod-name.ts'
import { rotate } from '../run/rotate.ts'
import { runProcess } from '../run/run-process.ts'
import { tokenFolder } from '../run/token-folder.ts'
import { watchSignals } from '../run/watch-signals.ts'

interface RunOptions extends ClusterOptions {
  readonly method?: Method
  readonly pod?: string
}

export const run = command<RunOptions>({
  description:
    'Runs a process on this machine as a pod of a ServiceAccount: with a Pod object, a token bound to it that is ' +
    'renewed in time, and the environment the webhook would give. Nothing else of AWS reaches it: no key, no ' +
    'profile, no ~/.aws, no instance role. With EKS Pod Identity an agent on 127.0.0.1 stands by for it, which asks ' +
    'EKS Auth with your own AWS credentials. Exit code: that of COMMAND, 128 + signal, 127 if it is not found, ' +
    '2 if it was not started.',
  operands: '<command...>',
  options: [
    ...clusterOptions,
    {
      flags: '--method <method>',
      text: 'how the pod gets its credentials (default: pod-identity where it has an association, else irsa)',
      choices: ['irsa', 'pod-identity'],
    },
    { flags: '--pod <name>', text: 'name of the Pod object (default: the ServiceAccount and five letters)' },
  ],
  examples: [
    {
      line: 'rolecall run --cluster shop -n shop --service-account reports -- node examples/shop/pods/reports.mjs',
      text: 'a program of the example',
    },
    {
      line: 'rolecall run --cluster shop -n shop --service-account reports -- aws sts get-caller-identity',
      text: 'who the pod is to AWS',
    },
  ],
  async run(options, line, terminal) {
    const { cluster: clusterName, namespace, serviceAccount } = options
    const aws = awsAccess(options)
    const opening = openCluster(aws, clusterName, options.kubeconfig)
    const { cluster, kubernetes } = await terminal.during(`opening cluster ${clusterName}`, opening)
    const region = parseArn(cluster.arn ?? '')?.region ?? ''
    const { metadata } = await findServiceAccount(kubernetes, options)
    const annotations = metadata?.annotations ?? {}
    const { method, isWired, note } = await chooseMethod({
      name: `${namespace}/${serviceAccount}`,
      given: options.method,
      isAnnotated: injection('irsa', annotations, region) !== undefined,
      isAssociated: () => findAssociation(aws, options),
    })
    const injected = isWired ? injection(method, annotations, region) : undefined
    for (const warning of injected?.warnings ?? []) terminal.note(`rolecall: ${warning}`)
    if (note) terminal.note(`rolecall: ${note}`)
    const endpoint = await endpointInForce(aws, options, terminal.environment)

    const stopped = new AbortController()
    const signals = watchSignals()
    const folder = await tokenFolder()
    let pod: LocalPod | undefined
    let agent: LocalAgent | undefined
    try {
      const name = options.pod ?? podName(serviceAccount, randomBytes)
      pod = await localPod(kubernetes, namespace, podManifest(namespace, name, serviceAccount, line))
      if (injected) {
        let told = false
        const { audience, expirationSeconds } = injected.token
        const renew = async () => {
          const next = await (pod as LocalPod).token(audience, expirationSeconds)
          await folder.write(next.token)
          told = false
          return next
        }
        const failed = (error: unknown) => {
          if (!told) terminal.note(`rolecall: the token was not renewed and is tried again (${error})`)
          told = true
        }
        const sleep = (milliseconds: number, signal: AbortSignal) =>
          // Unreferenced: what keeps this process alive is the one it runs.
          setTimeout(milliseconds, undefined, { signal, ref: false }).catch(() => {})
        const first = await renew()
        void rotate(first, { renew, failed, clock: systemClock, sleep }, stopped.signal)
        if (method === 'pod-identity') {
          const { environment, note } = terminal
          const { endpointUrl } = options
          // It comes with the agent's daemon, which nobody else needs to load.
          const { localAgent } = await import('../run/local-agent.ts')
          agent = await localAgent(aws, { clusterName, region, endpointUrl, audience, environment, note })
          const because = await agent.fetch(first.token, signals.interrupted)
          if (because !== undefined && !signals.missed)
            terminal.note(`rolecall: the process starts without AWS credentials, for now (${because})`)
        }
      }
      if (signals.missed) return 128 + constants.signals[signals.missed]
      const environment = podEnvironment(terminal.environment, injected, {
        pod: name,
        ...(endpoint ? { endpoint } : {}),
        ...(agent ? { credentialsUri: agent.credentialsUri } : {}),
        ...folder,
      })
      return await runProcess(line, environment, signals)
    } finally {
      stopped.abort()
      for (const result of await Promise.allSettled([agent?.close(), folder.remove(), pod?.remove()])) {
        if (result.status === 'rejected')
          terminal.note(`rolecall: something was left behind (${result.reason})`)
      }
      signals.stop()
    }
  },
})
