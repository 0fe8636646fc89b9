import { X509Certificate } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock, Randomness } from '@rolecall/core'
import {
  type KubernetesConnection,
  KubernetesFault,
  objectPath,
  resource,
  type Secret,
} from '@rolecall/kubernetes'
import type { Certificate } from './certificate.ts'
import type { Certificates, CertificatesTools } from './certificates.ts'
import { issueCertificate } from './issue-certificate.ts'
import { type CertificateSecret, madeByWebhook, readCertificateSecret } from './read-certificate-secret.ts'

export interface SecretCertificatesOptions {
  readonly connection: KubernetesConnection
  readonly secret: string
  readonly service: { readonly name: string; readonly namespace: string }
  /** Makes the API server believe these authorities; see `caBundle`. */
  readonly publish: (bundle: string) => Promise<void>
  readonly clock: Clock
  readonly random: Randomness
  /** Milliseconds between two looks at the Secret; ten seconds when absent. */
  readonly every?: number
  /** Milliseconds for which both authorities are published before the next certificate is in force. */
  readonly settle?: number
}

type Data = Readonly<Record<string, string>>

/**
 * A certificate that the replicas of the webhook make themselves and agree about through one Secret, by its
 * resourceVersion. Once two thirds of its life are over the next one is laid beside it, with both authorities
 * published; when that has held for a while, the next one is in force. So every API server believes every replica
 * at every moment.
 */
export function secretCertificates(
  options: SecretCertificatesOptions,
  tools: CertificatesTools,
): Certificates {
  const { connection, service, publish, clock, random, every = 10_000, settle = 60_000 } = options
  const name = `${service.name}.${service.namespace}.svc`
  const names = [name, service.name, `${service.name}.${service.namespace}`, `${name}.cluster.local`]
  const path = `/api/v1/namespaces${objectPath(service.namespace)}/secrets`
  const secrets = resource<Secret>(connection, path)
  let current: Certificate | undefined
  let publishedNext: { readonly cert: string; readonly since: number } | undefined

  const read = () =>
    secrets.get(options.secret).catch((error) => {
      if (error instanceof KubernetesFault && error.status === 404) return undefined
      throw error
    })
  /** Whoever is first decides; the others read what it wrote. */
  const write = async (before: Secret | undefined, data: Data) => {
    const encoded = Object.fromEntries(
      Object.entries(data).map(([key, text]) => [key, Buffer.from(text).toString('base64')]),
    )
    const { metadata = {} } = before ?? {}
    const annotations = { ...metadata.annotations, [madeByWebhook]: 'made and renewed by rolecall webhook' }
    const secret: Secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      // The type of what is there cannot be changed.
      type: before?.type ?? 'kubernetes.io/tls',
      metadata: { ...metadata, name: options.secret, namespace: service.namespace, annotations },
      data: encoded,
    }
    try {
      await (before ? secrets.replace(options.secret, secret) : secrets.create(secret))
    } catch (error) {
      if (!(error instanceof KubernetesFault) || error.status !== 409) throw error
    }
  }

  /** One look. Answers whether something was written, so that it is looked at again. */
  const look = async (): Promise<boolean> => {
    const secret = await read()
    const held = secret ? readCertificateSecret(secret, name, clock()) : { unusable: 'it is not there' }
    if ('unusable' in held) {
      refuseOthers(secret)
      const { certificate, ca } = issueCertificate({ names, now: clock(), random })
      await write(secret, { 'tls.crt': certificate.cert, 'tls.key': certificate.key, 'ca.crt': ca })
      return true
    }
    if (held.certificate.cert !== current?.cert) {
      tools.use(held.certificate)
      current = held.certificate
    }
    return held.own ? renew(secret as Secret, held) : false
  }
  const renew = async (secret: Secret, held: CertificateSecret): Promise<boolean> => {
    const { certificate, bundle, next } = held
    const now = clock()
    await publish(bundle.join('\n'))
    const own = { 'tls.crt': certificate.cert, 'tls.key': certificate.key }
    if (!next) {
      if (now < certificate.notAfter - (certificate.notAfter - certificate.notBefore) / 3) return false
      const issued = issueCertificate({ names, now, random })
      const lasting = bundle.filter((ca) => new X509Certificate(ca).validToDate.getTime() > now)
      await write(secret, {
        ...own,
        'ca.crt': [...lasting, issued.ca].join('\n'),
        'next.crt': issued.certificate.cert,
        'next.key': issued.certificate.key,
      })
      return true
    }
    if (publishedNext?.cert !== next.cert) publishedNext = { cert: next.cert, since: now }
    if (now - publishedNext.since < settle) return false
    await write(secret, { 'tls.crt': next.cert, 'tls.key': next.key, 'ca.crt': bundle.join('\n') })
    return true
  }

  const go = async () => {
    while (!tools.signal.aborted) {
      let again = false
      try {
        again = await look()
      } catch (error) {
        tools.failed(error instanceof Error ? error : new Error(String(error)))
      }
      // What another replica keeps writing must not turn into a storm either.
      const pause = again ? Math.min(200, every) : every
      await sleep(pause, undefined, { signal: tools.signal, ref: false }).catch(() => {})
    }
  }
  void go()
  return { current: () => current }
}

/** What stands in a Secret of certificates, ours or another's. */
const ownKeys: ReadonlySet<string> = new Set(['tls.crt', 'tls.key', 'ca.crt', 'next.crt', 'next.key'])

/** A wrong `--tls-secret` must not cost somebody what the Secret of that name holds. */
function refuseOthers(secret: Secret | undefined): void {
  const others = Object.keys(secret?.data ?? {}).filter((key) => !ownKeys.has(key))
  if (others.length === 0) return
  throw new Error(
    `the Secret ${secret?.metadata?.name} holds something else (${others.slice(0, 3).join(', ')}) and is left as it is: give another --tls-secret`,
  )
}
