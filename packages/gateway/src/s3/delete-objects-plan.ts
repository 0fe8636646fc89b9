import type { DeleteObjectsRequest, ObjectIdentifier } from '@aws-sdk/client-s3'
import type { HttpResponse } from '@rolecall/aws-protocol'
import type { Fault } from '@rolecall/core'
import type { Outgoing, Plan } from '../call/guarded-call.ts'
import { malformedXml } from './malformed-xml.ts'
import { refuseKey } from './refuse-key.ts'
import { rewrittenBody } from './rewritten-body.ts'
import { s3Arn } from './s3-arn.ts'
import type { S3Plan } from './s3-plan.ts'
import { s3RecordedResources } from './s3-recorded-resources.ts'
import { xmlText } from './xml-text.ts'

const most = 1000
const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'

/**
 * DeleteObjects: each key is allowed or refused for itself, and refusals stand in the answer beside what was
 * deleted, as S3 does it. The backend gets a list of the allowed ones, written anew.
 */
export function deleteObjectsPlan(plan: S3Plan, { Delete }: DeleteObjectsRequest): Plan {
  const objects = Delete?.Objects ?? []
  if (objects.length === 0 || objects.length > most) throw malformedXml()
  for (const { Key = '' } of objects) {
    if (Key === '') throw malformedXml()
    refuseKey({ ...plan.address, key: Key }, plan.backend)
  }
  const { address, partition, context, further } = plan
  const resourceOf = ({ Key = '' }: ObjectIdentifier) => s3Arn(partition, { ...address, key: Key })
  const permissions = objects.map((object) => {
    const version = object.VersionId
    const action = version === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion'
    const own: [string, string][] = version === undefined ? [] : [['s3:VersionId', version]]
    return [action, ...further].map((one) => ({
      action: one,
      resource: resourceOf(object),
      context: [...context, ...own],
    }))
  })
  const quiet = Delete?.Quiet === true
  return {
    permissions: [],
    outgoing: plan.outgoing,
    resources: [
      ...objects.map((object) => ({
        type: 'AWS::S3::Object',
        ARN: resourceOf(object),
        accountId: plan.account,
      })),
      ...s3RecordedResources(partition, plan.account, address),
    ],
    items: {
      permissions,
      outgoing: (allowed) =>
        listOf(
          plan,
          allowed.map((at) => objects[at]!),
          quiet,
        ),
      answer: (backend, refused) => answer(plan, objects, backend, refused),
    },
  }
}

function listOf(plan: S3Plan, objects: readonly ObjectIdentifier[], quiet: boolean): Outgoing {
  const list = objects.map(written).join('')
  const text = `${declaration}<Delete xmlns="${plan.namespace}">${list}<Quiet>${quiet}</Quiet></Delete>`
  return rewrittenBody(plan.outgoing, text, false)
}

function written(object: ObjectIdentifier): string {
  const members = Object.entries(object).map(([name, value]) => {
    const text = value instanceof Date ? value.toUTCString() : String(value)
    return `<${name}>${xmlText(text)}</${name}>`
  })
  return `<Object>${members.join('')}</Object>`
}

function answer(
  { namespace }: S3Plan,
  objects: readonly ObjectIdentifier[],
  backend: HttpResponse | undefined,
  refused: ReadonlyMap<number, Fault>,
): HttpResponse {
  if (backend && (backend.status !== 200 || refused.size === 0)) return backend
  let errors = ''
  for (const [at, fault] of refused) {
    const { Key = '', VersionId: version } = objects[at]!
    const versionId = version === undefined ? '' : `<VersionId>${xmlText(version)}</VersionId>`
    errors += `<Error><Key>${xmlText(Key)}</Key>${versionId}<Code>${fault.shape.code}</Code><Message>${xmlText(fault.message)}</Message></Error>`
  }
  const empty = `${declaration}<DeleteResult xmlns="${namespace}"></DeleteResult>`
  const text = backend ? Buffer.from(backend.body as Uint8Array).toString() : empty
  const opened = text.replace(/<DeleteResult([^>]*)\/>\s*$/, '<DeleteResult$1></DeleteResult>')
  const end = opened.lastIndexOf('</DeleteResult>')
  if (end < 0) throw new Error('the backend answered something else than a DeleteResult')
  const headers = backend?.headers ?? { 'content-type': 'application/xml' }
  return { status: 200, headers, body: `${opened.slice(0, end)}${errors}${opened.slice(end)}` }
}
