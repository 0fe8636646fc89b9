import { DescribeClusterCommand, type EKSClient } from '@aws-sdk/client-eks'
import { systemClock } from '@rolecall/core'
import { SignatureV4 } from '@smithy/signature-v4'
import { preparedAddress } from '../aws/prepared-address.ts'

interface Extension {
  readonly method: 'POST' | 'PUT'
  /** Below the endpoint, each name in it escaped. */
  readonly path: string
  readonly body: object
}

/** Where calls of EKS go, by the SDK's own rules. */
export const eksEndpoint = async (eks: EKSClient): Promise<URL> =>
  new URL('/', await preparedAddress(eks, new DescribeClusterCommand({ name: 'any' })))

/**
 * Sends a signed call that EKS of AWS does not have, and answers what came. A refusal is thrown as the SDK throws
 * those of its own calls: with its code for a name.
 */
export async function sendExtension(eks: EKSClient, { method, path, body }: Extension): Promise<unknown> {
  const endpoint = await eksEndpoint(eks)
  const signer = new SignatureV4({
    service: 'eks',
    region: await eks.config.region(),
    credentials: eks.config.credentials,
    sha256: eks.config.sha256,
  })
  const text = JSON.stringify(body)
  const { headers } = await signer.sign(
    {
      method,
      protocol: endpoint.protocol,
      hostname: endpoint.hostname,
      path,
      query: {},
      headers: { host: endpoint.host, 'content-type': 'application/json' },
      body: text,
    },
    { signingDate: new Date(systemClock()) },
  )
  const answer = await fetch(new URL(path, endpoint), { method, headers, body: text, redirect: 'error' })
  const came = (await answer.json().catch(() => ({}))) as { message?: unknown }
  if (answer.ok) return came
  const error = new Error(String(came.message ?? `HTTP status ${answer.status}`))
  error.name = answer.headers.get('x-amzn-errortype') ?? 'UnknownError'
  throw Object.assign(error, { $metadata: { httpStatusCode: answer.status } })
}
