import type { Clock } from '@rolecall/core'
import { discoveryDocument, jwksDocument, publishedKeys } from '@rolecall/tokens'
import { type HostedIssuer, hostedIssuers } from '../../records/hosted-issuer.ts'
import {
  type OutboundIssuer,
  outboundAlgorithms,
  outboundIssuerIds,
  outboundIssuers,
} from '../../records/outbound-issuer.ts'
import type { Reader } from '../../store/store.ts'
import type { Door } from '../door.ts'
import { sendBody } from '../send-body.ts'

const json = { 'content-type': 'application/json' }
const place = /^\/id\/([0-9a-f]{32})(\/.*)$/

type Document = (issuer: HostedIssuer, now: number) => object

/** What an issuer publishes, by path below it. The first is where OpenID looks, the second where EKS has its keys. */
const documents: Readonly<Record<string, Document>> = {
  '/.well-known/openid-configuration': ({ url, ring }, now) =>
    discoveryDocument(
      url,
      `${url}/keys`,
      publishedKeys(ring, now).map(({ algorithm }) => algorithm),
    ),
  '/keys': ({ ring }, now) => jwksDocument(publishedKeys(ring, now)),
}

type OutboundDocument = (issuer: OutboundIssuer, now: number) => object

/** The same of an account's outbound issuer, where and as AWS publishes them. */
const outboundDocuments: Readonly<Record<string, OutboundDocument>> = {
  '/.well-known/openid-configuration': ({ url }) => ({
    issuer: url,
    jwks_uri: `${url}/.well-known/jwks.json`,
    claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'jti', 'https://sts.amazonaws.com/'],
    id_token_signing_alg_values_supported: outboundAlgorithms,
    response_types_supported: ['id_token'],
    subject_types_supported: ['public'],
  }),
  '/.well-known/jwks.json': ({ rings }, now) =>
    jwksDocument(rings ? Object.values(rings).flatMap((ring) => publishedKeys(ring, now)) : []),
}

/** What the issuer of this id publishes at a path, or `undefined`. */
async function documentAt(
  id: string,
  path: string,
  now: number,
  reader: Reader,
): Promise<object | undefined> {
  const document = Object.hasOwn(documents, path) ? documents[path] : undefined
  const hosted = document && (await reader.get(hostedIssuers, [id]))
  if (document && hosted) return document(hosted, now)
  const outbound = Object.hasOwn(outboundDocuments, path) ? outboundDocuments[path] : undefined
  const named = outbound && (await reader.get(outboundIssuerIds, [id]))
  const issuer = named && (await reader.get(outboundIssuers, [named.account]))
  return outbound && issuer && outbound(issuer, now)
}

/** Discovery document and keys of the issuers this server hosts, for anyone. */
export function issuerDoor({ reader, clock }: { reader: Reader; clock: Clock }): Door {
  return {
    name: 'issuer',
    accepts: (head) => head.signedFor === undefined && place.test(head.path),
    async answer({ head }, _request, response) {
      const [, id = '', path = ''] = place.exec(head.path) ?? []
      const document = await documentAt(id, path, clock(), reader)
      if (!document) return sendBody(response, 404, json, '{"message":"Not Found"}')
      const headers = { ...json, 'cache-control': 'public, max-age=60' }
      sendBody(response, 200, headers, JSON.stringify(document))
    },
  }
}
