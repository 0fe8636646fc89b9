import { type RoutedOperation, readInput, routeOperation } from '@rolecall/aws-protocol'
import { Fault, partitionOf } from '@rolecall/core'
import type { GuardedCall, GuardedService, Outgoing, Surroundings } from '../call/guarded-call.ts'
import type { RequestHead } from '../gateway-tools.ts'
import { AddressFault } from './address-fault.ts'
import { copySource } from './copy-source.ts'
import { refuseKey } from './refuse-key.ts'
import { type S3Row, s3Actions } from './s3-actions.data.ts'
import { type S3Address, s3Address } from './s3-address.ts'
import { s3BodyPlans } from './s3-body-plans.ts'
import { s3Context } from './s3-context.ts'
import { type S3Members, s3Members } from './s3-members.ts'
import { s3Model } from './s3-model.ts'
import { s3OutgoingHeaders } from './s3-outgoing-headers.ts'
import { s3Path } from './s3-path.ts'
import { s3Permissions } from './s3-permissions.ts'
import { s3RecordedParameters } from './s3-recorded-parameters.ts'
import { s3RecordedResources } from './s3-recorded-resources.ts'
import { type S3Request, s3Request } from './s3-request.ts'
import { uriEncode } from './uri-encode.ts'

/** Amazon S3. */
export const s3Service: GuardedService = {
  name: 's3',
  eventSource: 's3.amazonaws.com',
  protocol: 'rest-xml',
  dialect: 's3',
  anonymous: true,
  largestBody: 2 * 1024 * 1024,
  quote: '"',
  understand,
}

const nothing = new Uint8Array()

function understand(head: RequestHead, surroundings: Surroundings): GuardedCall {
  try {
    return understood(head, s3Address(head), surroundings)
  } catch (error) {
    if (error instanceof AddressFault) return refused(head, error, surroundings)
    throw error
  }
}

/** Where it can mean nothing but one operation, its caller is found out and its refusal recorded, as of any other. */
function refused(
  head: RequestHead,
  fault: AddressFault,
  { region, account, signature }: Surroundings,
): GuardedCall {
  const { bucket, key } = fault.address
  const meaning = () => {
    const request = s3Request(head, signature)
    // Any name would do: which operation it is does not depend on it.
    const { operation } = route(
      head,
      key === undefined ? { bucket: 'bucket' } : { bucket: 'bucket', key: 'key' },
      request,
    )
    return { request, operation }
  }
  let meant: ReturnType<typeof meaning>
  try {
    meant = meaning()
  } catch {
    throw fault
  }
  const { request, operation } = meant
  const row: S3Row | undefined = s3Actions[operation.name]
  return {
    eventName: row?.event ?? operation.name,
    readOnly: isRead(head, row),
    requestParameters: s3RecordedParameters(fault.address, request, s3Members(operation.schema)),
    resources: fault.isBucket ? s3RecordedResources(partitionOf(region), account, { bucket }) : [],
    body: 'none',
    plan() {
      throw fault
    },
  }
}

function isRead({ method }: RequestHead, row: S3Row | undefined): boolean {
  return method === 'GET' || method === 'HEAD' || row?.reads === true
}

function understood(head: RequestHead, address: S3Address, surroundings: Surroundings): GuardedCall {
  const { backend, region, account, signature, at } = surroundings
  const request = s3Request(head, signature)
  refuseKey(address, backend)
  const routed = route(head, address, request)
  const { operation } = routed
  const row: S3Row = s3Actions[operation.name] ?? { unmapped: 'it has no row in the table of actions' }
  const members = s3Members(operation.schema)
  const partition = partitionOf(region)
  return {
    eventName: row.event ?? operation.name,
    readOnly: isRead(head, row),
    requestParameters: s3RecordedParameters(address, request, members),
    resources: s3RecordedResources(partition, account, address),
    body: members.body,
    ownChecksums: row.ownChecksums,
    unmapped: row.unmapped,
    plan(body) {
      checkParameters(request, signature === undefined)
      checkOwners(request, account)
      const copied = request.headers.get('x-amz-copy-source')
      const source = row.copies && copied !== undefined ? copySource(copied, backend) : undefined
      const context = s3Context(request, signature, at, source && `${source.bucket}/${source.key}`)
      const permissions = s3Permissions({ row, address, request, source, partition, context })
      const outgoing: Outgoing = {
        method: head.method,
        path: s3Path(address),
        query: queryOf(request, members),
        headers: {
          ...s3OutgoingHeaders(request.headers, members),
          ...(source ? { 'x-amz-copy-source': source.header } : {}),
        },
      }
      const { unenforced } = row
      const bodyPlan = s3BodyPlans[operation.name]
      if (!bodyPlan) return { permissions, outgoing, unenforced }
      const whole = { method: head.method, path: '/', query: outgoing.query, headers: request.headers, body }
      const further = permissions.filter(({ action }) => row.needs?.includes(action) !== true)
      const plan = {
        address,
        namespace: s3Model.namespace ?? '',
        partition,
        account,
        backend,
        outgoing,
        context,
        further: further.map(({ action }) => action),
        permissions(more: typeof context = [], actions: readonly string[] = []) {
          const resource = permissions[0]?.resource ?? '*'
          return [...permissions, ...actions.map((action) => ({ action, resource, context }))].map((one) => ({
            ...one,
            context: [...(one.context ?? []), ...more],
          }))
        },
      }
      return bodyPlan(plan, readInput(s3Model, operation, whole, routed.labels) as never)
    },
  }
}

/** The one operation the request can mean. */
function route(head: RequestHead, address: S3Address, { parameters, headers }: S3Request): RoutedOperation {
  for (const name of parameters.keys()) if (/^x-/i.test(name) && name !== 'x-id') throw unmapped(head.method)
  const query = [...parameters].map(([name, value]) => `${uriEncode(name)}=${uriEncode(value)}`).join('&')
  const routed = routeOperation(s3Model, {
    method: head.method,
    path: s3Path(address),
    query,
    headers,
    body: nothing,
  })
  const id = parameters.get('x-id')
  if (!routed || (id !== undefined && id !== routed.operation.name)) throw unmapped(head.method)
  return routed
}

function unmapped(method: string): Fault {
  return new Fault(
    { code: 'AccessDenied', status: 403, blame: 'client' },
    `Access Denied. This gateway knows no operation of S3 that is ${method.slice(0, 20)} with these parameters, so it is denied.`,
  )
}

/** Numbers and ids that backends are known to use as file names. */
const sound: Readonly<Record<string, RegExp>> = {
  partNumber: /^(?:[1-9]\d{0,3}|10000)$/,
  uploadId: /^(?!\.{1,2}$)[A-Za-z0-9._~-]{1,1024}$/,
  versionId: /^(?!\.{1,2}$)[A-Za-z0-9._~-]{1,1024}$/,
}

function checkParameters({ parameters }: S3Request, unsigned: boolean): void {
  for (const [name, value] of parameters) {
    const format = Object.hasOwn(sound, name) ? sound[name] : undefined
    if (format && !format.test(value)) {
      throw new Fault(
        { code: 'InvalidArgument', status: 400, blame: 'client' },
        `The value of ${name} is not valid`,
        { ArgumentName: name, ArgumentValue: value.slice(0, 200) },
      )
    }
    if (unsigned && name.startsWith('response-')) {
      throw new Fault(
        { code: 'InvalidRequest', status: 400, blame: 'client' },
        'Request specific response headers cannot be used for anonymous GET requests.',
      )
    }
  }
}

/** The caller may insist on whose bucket it is. The backend's own account is another, and is not asked. */
function checkOwners({ headers }: S3Request, account: string): void {
  for (const name of ['x-amz-expected-bucket-owner', 'x-amz-source-expected-bucket-owner']) {
    const expected = headers.get(name)
    if (expected !== undefined && expected !== account) {
      throw new Fault({ code: 'AccessDenied', status: 403, blame: 'client' }, 'Access Denied')
    }
  }
}

function queryOf({ parameters }: S3Request, { literals }: S3Members): string {
  const pairs: string[] = []
  for (const [name, value] of literals) pairs.push(value === '' ? name : `${name}=${value}`)
  for (const [name, value] of parameters) {
    if (!literals.has(name) && name !== 'x-id') pairs.push(`${uriEncode(name)}=${uriEncode(value)}`)
  }
  return pairs.join('&')
}
