import { type HttpRequest, RequestHeaders, readSignature, verifySignature } from '@rolecall/aws-protocol'
import { type Clock, Fault } from '@rolecall/core'
import type { Caller } from '../callers/caller.ts'
import type { Identify } from '../callers/identify.ts'
import type { Reader } from '../store/store.ts'

/*
 * The bearer token of `aws eks get-token`:
 *
 *     k8s-aws-v1. BASE64URL(presigned URL of sts:GetCallerIdentity)
 *
 * The URL is signed over the header `x-k8s-aws-id`, the name of the cluster, which is not in it: a token for
 * one cluster has a wrong signature on every other. The URL is never fetched, so its host is only text that
 * is signed with the rest. Source: "API authorization from outside a cluster", aws-iam-authenticator.
 */
const prefix = 'k8s-aws-v1.'
const longestToken = 4096
/** STS honours these URLs for fifteen minutes, whatever they say, and clients count on it. */
const lifetimeSeconds = 900

const parameters = new Set([
  'action',
  'version',
  'x-amz-algorithm',
  'x-amz-credential',
  'x-amz-date',
  'x-amz-expires',
  'x-amz-security-token',
  'x-amz-signature',
  'x-amz-signedheaders',
])

interface Tools {
  readonly identify: Identify
  readonly reader: Reader
  readonly clock: Clock
}

/** Who holds the token, or `undefined` when it is not valid for this cluster. */
export async function eksTokenHolder(
  token: string,
  clusterName: string,
  tools: Tools,
): Promise<Caller | undefined> {
  const request = presignedRequest(token, clusterName)
  if (!request) return undefined
  try {
    const signature = readSignature(request)
    if (signature?.form !== 'query' || signature.scope.service !== 'sts') return undefined
    if (!signature.signedHeaders.includes('x-k8s-aws-id')) return undefined
    const { accessKeyId, sessionToken } = signature
    const identified = await tools.identify({ accessKeyId, sessionToken }, tools.reader)
    if (!identified.ok) return undefined
    const options = { lifetime: lifetimeSeconds }
    const verdict = verifySignature(signature, request, identified.secretAccessKey, tools.clock(), options)
    return verdict.verified ? identified.caller : undefined
  } catch (error) {
    if (error instanceof Fault) return undefined
    throw error
  }
}

function presignedRequest(token: string, clusterName: string): HttpRequest | undefined {
  if (token.length > longestToken || !token.startsWith(prefix)) return undefined
  const encoded = token.slice(prefix.length)
  if (!/^[\w-]+$/.test(encoded)) return undefined
  const text = Buffer.from(encoded, 'base64url').toString()
  const url = URL.parse(text)
  if (url?.pathname !== '/' || url.username !== '' || url.hash !== '') return undefined
  const seen = new Set<string>()
  for (const name of url.searchParams.keys()) {
    const folded = name.toLowerCase()
    // Two parameters that differ in case only could be read as one by one party and as the other by another.
    if (!parameters.has(folded) || seen.has(folded)) return undefined
    seen.add(folded)
  }
  if (url.searchParams.get('Action') !== 'GetCallerIdentity') return undefined
  const expires = url.searchParams.get('X-Amz-Expires') ?? ''
  if (!/^\d{1,3}$/.test(expires) || Number(expires) > lifetimeSeconds) return undefined
  const headers = RequestHeaders.from({ host: url.host, 'x-k8s-aws-id': clusterName })
  return {
    method: 'GET',
    path: '/',
    query: text.slice(text.indexOf('?') + 1),
    headers,
    body: new Uint8Array(),
  }
}
