import { join } from 'node:path'
import type { ServiceAccountKey } from './service-account-key.ts'

/** How it makes and checks the tokens of ServiceAccounts. */
export interface TokenSettings {
  readonly signing: ServiceAccountKey
  /** Published and believed as well, as in a rotation. */
  readonly alsoBelieved?: readonly ServiceAccountKey[]
  /** Its own address when left out. */
  readonly issuer?: string
}

export interface ApiserverSettings {
  /** Holds what the harness wrote for it, and what it writes itself. */
  readonly folder: string
  readonly port: number
  readonly etcd: string
  /** Its own address. */
  readonly url: string
  readonly tokens: TokenSettings
}

/** Its command line: what kubeadm gives it as far as that needs no nodes, and the plugins that are on by default. */
export function apiserverLine({ folder, port, etcd, url, tokens }: ApiserverSettings): string[] {
  const { signing, alsoBelieved = [], issuer = url } = tokens
  return [
    `--etcd-servers=${etcd}`,
    '--bind-address=127.0.0.1',
    '--advertise-address=127.0.0.1',
    `--secure-port=${port}`,
    // Nobody looks for it under its Service, and it would refuse to stand there with an address of loopback.
    '--endpoint-reconciler-type=none',
    '--service-cluster-ip-range=10.96.0.0/24',
    `--cert-dir=${folder}`,
    `--tls-cert-file=${join(folder, 'apiserver.crt')}`,
    `--tls-private-key-file=${join(folder, 'apiserver.key')}`,
    `--client-ca-file=${join(folder, 'ca.crt')}`,
    `--token-auth-file=${join(folder, 'tokens.csv')}`,
    '--authorization-mode=Node,RBAC',
    `--service-account-issuer=${issuer}`,
    `--service-account-jwks-uri=${url}/openid/v1/jwks`,
    `--service-account-signing-key-file=${signing.privateFile}`,
    ...[signing, ...alsoBelieved].map(({ publicFile }) => `--service-account-key-file=${publicFile}`),
    `--audit-policy-file=${join(folder, 'audit-policy.yaml')}`,
    `--audit-log-path=${join(folder, 'audit.log')}`,
    '--shutdown-delay-duration=0s',
    '--profiling=false',
  ]
}
