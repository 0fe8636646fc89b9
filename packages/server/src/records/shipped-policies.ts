import { readFileSync } from 'node:fs'
import type { ManagedPolicy, PolicyVersion } from './managed-policy.ts'

/** As `tools/managed-policies.ts` writes them. */
interface Row {
  readonly name: string
  readonly path: string
  /** AWS's own where it is known, and otherwise one that follows from the ARN. */
  readonly id: string
  readonly version: string
  readonly created: string
  readonly updated: string
  readonly isAttachable?: false
  readonly description?: string
}

const folder = new URL('../../data/', import.meta.url)
let read: ReadonlyMap<string, ManagedPolicy> | undefined

/** The AWS-managed policies that come with Rolecall, by ARN. A document is read when it is asked for. */
export function shippedPolicies(): ReadonlyMap<string, ManagedPolicy> {
  read ??= new Map(readRows().map((row) => [`arn:aws:iam::aws:policy${row.path}${row.name}`, policyOf(row)]))
  return read
}

function readRows(): readonly Row[] {
  return JSON.parse(readFileSync(new URL('aws-managed-policies.json', folder), 'utf8'))
}

function policyOf(row: Row): ManagedPolicy {
  const { name, path, id, version, created, updated, isAttachable, description } = row
  const updatedAt = Date.parse(updated)
  return {
    account: 'aws',
    name,
    path,
    id,
    arn: `arn:aws:iam::aws:policy${path}${name}`,
    description,
    isAttachable,
    createdAt: Date.parse(created),
    updatedAt,
    defaultVersionId: version,
    newestVersion: Number(version.slice(1)),
    versions: [versionOf(version, name, updatedAt)],
    tags: {},
  }
}

function versionOf(id: string, name: string, createdAt: number): PolicyVersion {
  let document: string | undefined
  return {
    id,
    createdAt,
    get document() {
      const file = new URL(`aws-managed-policies/${name}.json`, folder)
      document ??= JSON.stringify(JSON.parse(readFileSync(file, 'utf8')))
      return document
    },
  }
}
