import type { Clock } from '@rolecall/core'
import { discoveryDocument, jwksDocument, publishedKeys } from '@rolecall/tokens'
import { type HostedIssuer, hostedIssuers } from '../../records/hosted-issuer.ts'
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

/** Discovery document and keys of the issuers this server hosts, for anyone. */
export function issuerDoor({ reader, clock }: { reader: Reader; clock: Clock }): Door {
  return {
    name: 'issuer',
    accepts: (head) => head.signedFor === undefined && place.test(head.path),
    async answer({ head }, _request, response) {
      const [, id = '', path = ''] = place.exec(head.path) ?? []
      const document = Object.hasOwn(documents, path) ? documents[path] : undefined
      const issuer = document && (await reader.get(hostedIssuers, [id]))
      if (!document || !issuer) {
        return sendBody(response, 404, json, '{"message":"Not Found"}')
      }
      const headers = { ...json, 'cache-control': 'public, max-age=60' }
      sendBody(response, 200, headers, JSON.stringify(document(issuer, clock())))
    },
  }
}
