import type { ContextValue } from '@rolecall/policy'
import type { Permission } from '../call/guarded-call.ts'
import type { CopySource } from './copy-source.ts'
import type { S3Row } from './s3-actions.data.ts'
import type { S3Address } from './s3-address.ts'
import { s3Arn } from './s3-arn.ts'
import { s3HeaderKeys } from './s3-header-keys.data.ts'
import type { S3Request } from './s3-request.ts'

export interface S3PermissionInput {
  readonly row: S3Row
  readonly address: S3Address
  readonly request: S3Request
  readonly source?: CopySource | undefined
  readonly partition: string
  readonly context: readonly (readonly [string, ContextValue])[]
}

/** Everything a call needs, in the order in which it is asked. */
export function s3Permissions(input: S3PermissionInput): Permission[] {
  const { row, address, request, source, partition, context } = input
  const resource = s3Arn(partition, address)
  const versioned = request.parameters.has('versionId')
  const needs = (versioned && row.needsOfVersion) || row.needs || []
  const permissions: Permission[] = []
  if (source) {
    const action = source.versionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion'
    const version: [string, string][] =
      source.versionId === undefined ? [] : [['s3:VersionId', source.versionId]]
    permissions.push({ action, resource: s3Arn(partition, source), context: [...context, ...version] })
  }
  for (const action of [...needs, ...needsOfHeaders(row, request)]) {
    permissions.push({ action, resource, context })
  }
  return permissions
}

function needsOfHeaders(row: S3Row, { headers }: S3Request): ReadonlySet<string> {
  const needs = new Set<string>()
  for (const { header, object, bucket, always } of s3HeaderKeys) {
    const value = headers.get(header)
    if (value === undefined) continue
    if (row.writesObject && object !== undefined) needs.add(object)
    if (row.createsBucket) for (const one of bucket ?? []) needs.add(one)
    if (always !== undefined && value.toLowerCase() !== 'false') needs.add(always)
  }
  return needs
}
