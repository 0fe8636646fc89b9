import { existsSync } from 'node:fs'
import { isLoopback } from '@rolecall/core'
import type { RunningServer, ServerConfig } from '@rolecall/server'

const auth: Readonly<Record<ServerConfig['auth'], string>> = {
  enforce: 'enforce: what no policy allows is refused',
  observe: 'OBSERVE: policies are decided and recorded, and NOT enforced; signatures and trust still are',
  off: 'OFF: ANY key is accepted as the root user of the account; never expose this server',
}

/** How the server stands, in one screen. */
export function posture(
  config: ServerConfig,
  backends: Readonly<Record<string, string>>,
  server: RunningServer,
): string[] {
  const rows: [string, string][] = [
    ['account', `${config.account} in ${config.region}`],
    ['auth', auth[config.auth]],
    [
      'transport',
      config.tls
        ? 'TLS'
        : `plain HTTP${isLoopback(config.host) ? ', for this machine only' : ': GIVE --tls-cert AND --tls-key'}`,
    ],
    ...(config.allowWildcardAssociations
      ? [
          ['associations', 'of patterns with * are taken and counted, which AWS does not have'] as [
            string,
            string,
          ],
        ]
      : []),
    ['data', `${config.folder} (embedded store; every write and every record is on disk before its answer)`],
    ...Object.entries(backends).map(([service, text]): [string, string] => [service, text]),
    ['credentials', credentials(server.credentialsFile)],
  ]
  return rows.map(([name, text]) => `${name.padEnd(12)} ${text}`)
}

function credentials(file: string): string {
  if (existsSync(file)) return `${file} (profile rolecall)`
  return `${file} IS MISSING, and with it the administrator's key: another access key of an administrator can make a new one`
}
