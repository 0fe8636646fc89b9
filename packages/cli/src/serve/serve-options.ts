import { readFileSync } from 'node:fs'
import { serviceUrl } from '@rolecall/core'
import type { ServerConfig } from '@rolecall/server'
import type { CommandOption } from '../command.ts'
import { Refusal } from '../refusal.ts'

export interface ServeOptions {
  readonly listen: string
  readonly data: string
  readonly database?: string
  readonly account: string
  readonly region: string
  readonly auth: ServerConfig['auth']
  readonly backend?: readonly string[]
  readonly publicUrl?: string
  readonly rotateIssuerKeys: string
  readonly tlsCert?: string
  readonly tlsKey?: string
  readonly allowWildcardAssociations?: boolean
}

export const serveOptions: readonly CommandOption[] = [
  {
    flags: '--listen <host:port>',
    text: 'address to listen on; port 0 takes a free one',
    default: '127.0.0.1:4566',
  },
  {
    flags: '--data <dir>',
    text: 'folder of the store, the master key and the credentials',
    default: '.rolecall',
  },
  { flags: '--database <url>', text: 'PostgreSQL in place of the embedded store (not offered yet)' },
  {
    flags: '--account <id>',
    text: 'account that the first start makes, twelve digits',
    default: '111122223333',
  },
  { flags: '--region <region>', text: 'region of calls that name none', default: 'us-east-1' },
  {
    flags: '--auth <mode>',
    text: 'enforce policies; observe: decide and record, but let pass; off: accept any key',
    default: 'enforce',
    choices: ['enforce', 'observe', 'off'],
  },
  {
    flags: '--backend <service=url...>',
    text: 'guard this endpoint in place of the embedded one, such as s3=URL',
  },
  {
    flags: '--public-url <url>',
    text: 'where clients reach the server, when it is not the address it listens on',
  },
  {
    flags: '--rotate-issuer-keys <age>',
    text: 'how old the newest key of an issuer gets before another follows; at least 1d',
    default: '7d',
  },
  { flags: '--tls-cert <file>', text: 'certificate chain in PEM' },
  { flags: '--tls-key <file>', text: 'its private key in PEM' },
  {
    flags: '--allow-wildcard-associations',
    text: 'take * in namespaces and ServiceAccounts of pod identity associations, which AWS does not have',
  },
]

/** What the options of the server come to. @throws Refusal */
export function readServeOptions(options: ServeOptions): Omit<ServerConfig, 'clock' | 'doors' | 'log'> {
  const { account, auth, data: folder, database, region, publicUrl, tlsCert, tlsKey } = options
  if (database !== undefined)
    throw new Refusal('--database is not offered yet; leave it out for the embedded store.')
  if (!/^\d{12}$/.test(account))
    throw new Refusal(`--account takes twelve digits, and ${JSON.stringify(account)} is something else.`)
  if (!/^[a-z]{2,}(-[a-z]+)+-\d+$/.test(region))
    throw new Refusal(`--region takes a region such as us-east-1, and ${JSON.stringify(region)} is none.`)
  if ((tlsCert === undefined) !== (tlsKey === undefined))
    throw new Refusal('--tls-cert and --tls-key go together.')
  const tls =
    tlsCert === undefined || tlsKey === undefined ? undefined : { cert: read(tlsCert), key: read(tlsKey) }
  return {
    ...readListen(options.listen),
    folder,
    account,
    region,
    auth,
    tls,
    publicUrl: readPublicUrl(publicUrl),
    allowWildcardAssociations: options.allowWildcardAssociations ?? false,
    rotateIssuerKeysAfter: readRotation(options.rotateIssuerKeys),
  }
}

function readListen(listen: string): { host: string; port: number } {
  const [, bracketed, plain, digits = ''] =
    /^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]\s]+)):(\d{1,5})$/.exec(listen) ?? []
  const host = bracketed ?? plain
  const port = Number(digits)
  if (host === undefined || port > 65_535) {
    throw new Refusal(
      `--listen takes HOST:PORT, such as 127.0.0.1:4566, and ${JSON.stringify(listen)} is something else.`,
    )
  }
  return { host, port }
}

/** Keys stay published until their last token has ended, a day later: younger ones would pile up. */
function readRotation(text: string): number {
  const [, days = ''] = /^(\d{1,4})d$/.exec(text) ?? []
  if (Number(days) < 1) {
    throw new Refusal(
      `--rotate-issuer-keys takes days, such as 7d, and ${JSON.stringify(text)} is something else.`,
    )
  }
  return Number(days) * 24 * 3_600_000
}

function readPublicUrl(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const url = serviceUrl(text)
  if (url?.pathname !== '/') {
    throw new Refusal(
      `--public-url takes http:// or https:// and a host, and ${JSON.stringify(text)} is something else.`,
    )
  }
  return url.origin
}

function read(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    throw new Refusal(`${file} cannot be read: ${(error as Error).message}`)
  }
}
