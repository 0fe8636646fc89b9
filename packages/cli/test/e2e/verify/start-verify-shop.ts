import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DescribeClusterCommand, EKSClient } from '@aws-sdk/client-eks'
import { IAMClient } from '@aws-sdk/client-iam'
import { STSClient } from '@aws-sdk/client-sts'
import { systemClock } from '@rolecall/core'
import { type KubernetesApi, kubernetesApi } from '@rolecall/kubernetes'
import { wiredPod } from '../../../../analyzer/test/verify/wired-pod.ts'
import { eksToken } from '../../../src/cluster/eks-token.ts'
import type { Ran } from '../ended.ts'
import { readProfile } from '../read-profile.ts'
import { rolecall } from '../rolecall.ts'
import { serving } from '../serving.ts'

/** A server with the cluster `shop` as its file has it, and a pod of `reports` as the webhook leaves it. */
export interface VerifyShop {
  readonly environment: Readonly<Record<string, string>>
  readonly issuer: string
  readonly iam: IAMClient
  readonly kubernetes: KubernetesApi
  /** A token by which the cluster knows the administrator. */
  administrator(): Promise<string>
  /** Runs `rolecall verify` as the administrator. */
  verify(...args: string[]): Promise<Ran>
  /** The path of a file of this suite. */
  file(name: string): string
  write(name: string, value: unknown): void
  close(): Promise<void>
}

/** The role that the pod has. */
export const readerArn = 'arn:aws:iam::111122223333:role/shop-reports-reader'

export async function startVerifyShop(): Promise<VerifyShop> {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-verify-'))
  const { environment, stop } = await serving()
  const applied = await rolecall(['apply', '-f', 'examples/shop/cluster.yaml'], environment)
  if (applied.code !== 0) throw new Error(applied.err)
  const credentials = readProfile(environment['AWS_SHARED_CREDENTIALS_FILE'] ?? '')
  const of = { endpoint: environment['AWS_ENDPOINT_URL'] ?? '', region: 'us-east-1', credentials }
  const { cluster } = await new EKSClient(of).send(new DescribeClusterCommand({ name: 'shop' }))
  const administrator = () => eksToken(new STSClient(of), 'shop', systemClock)
  const kubernetes = await kubernetesApi({ server: cluster?.endpoint ?? '', token: administrator })
  await kubernetes.pods('shop').create(wiredPod('reports-a', 'reports', readerArn))
  const file = (name: string) => join(folder, name)
  return {
    environment,
    issuer: cluster?.identity?.oidc?.issuer ?? '',
    iam: new IAMClient(of),
    kubernetes,
    administrator,
    verify: (...args) => rolecall(['verify', ...args], environment),
    file,
    write: (name, value) =>
      writeFileSync(file(name), typeof value === 'string' ? value : JSON.stringify(value)),
    async close() {
      rmSync(folder, { recursive: true, force: true })
      await stop()
    },
  }
}
