import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runProgram } from '../control-plane/run-program.ts'
import { nothingOfAws } from '../nothing-of-aws.ts'
import { asKubelet } from '../webhook/as-kubelet.ts'
import type { EquippedCluster } from './equip-cluster.ts'

export interface PodPlace {
  readonly namespace: string
  readonly serviceAccount: string
  readonly name: string
}

export interface StartedPod {
  /** Of its one container, as the stored pod has them; paths are those of this machine. */
  readonly environment: Readonly<Record<string, string>>
  /** The token that a kubelet gave it. */
  readonly token: string
  /** Runs a module in it with these arguments, and answers what it printed. Throws what it complained of. */
  run(module: string, ...line: readonly string[]): Promise<string>
}

/** Creates a pod with kubectl, and does what its node would do. `endpoint` is where AWS is. */
export async function startPod(
  { controlPlane: { api, folder, kubectl } }: EquippedCluster,
  endpoint: string,
  { namespace, serviceAccount, name }: PodPlace,
): Promise<StartedPod> {
  const { code, errors } = await kubectl(['create', '-f', '-'], {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace },
    spec: { serviceAccountName: serviceAccount, containers: [{ name: 'main', image: 'main' }] },
  })
  if (code !== 0) throw new Error(errors)
  const root = join(folder, 'pods', namespace, name)
  const environment = await asKubelet(api, await api.pods(namespace).get(name), 'main', root)
  return {
    environment,
    token: readFileSync(environment['AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE'] ?? '', 'utf8'),
    async run(module, ...line) {
      const ran = await runProgram(process.execPath, ['--input-type=module', '--eval', module, ...line], {
        environment: { ...nothingOfAws(), ...environment, AWS_ENDPOINT_URL: endpoint, HOME: root },
      })
      if (ran.code !== 0 || ran.errors !== '') throw new Error(ran.errors)
      return ran.output
    },
  }
}
