import { parsePolicy } from '@rolecall/policy'
import { isName } from './records/is-name.ts'
import type { ManagedPolicy, PolicyVersion } from './records/managed-policy.ts'

type Members = Readonly<Record<string, unknown>>
type Read = { readonly policy: ManagedPolicy } | { readonly problem: string }

const text = (pattern: RegExp) => (value: unknown) => typeof value === 'string' && pattern.test(value)
const time = (value: unknown) =>
  typeof value === 'string' && /^\d{4}-/.test(value) && !Number.isNaN(Date.parse(value))
const versionId = text(/^v[1-9]\d{0,5}$/)

/** What each member must be. Source: `ManagedPolicyDetail` and `PolicyVersion`, IAM API Reference. */
const rules: readonly (readonly [member: string, holds: (value: unknown, of: Members) => boolean])[] = [
  ['PolicyName', (name) => typeof name === 'string' && isName(name)],
  ['Path', text(/^\/(?:[\x21-\x7e]{1,510}\/)?$/)],
  ['Arn', (arn, of) => text(/^arn:aws[a-z-]*:iam::aws:policy\//)(arn) && endsWith(arn, of)],
  ['PolicyId', text(/^ANPA[A-Z0-9]{12,124}$/)],
  ['DefaultVersionId', versionId],
  ['CreateDate', time],
  ['UpdateDate', time],
  ['Description', (value) => value === undefined || text(/^[\s\S]{0,1000}$/)(value)],
  ['IsAttachable', (value) => value === undefined || typeof value === 'boolean'],
  ['PolicyVersionList', (list) => Array.isArray(list) && list.length > 0 && list.every(isMembers)],
]
const versionRules: typeof rules = [
  ['VersionId', versionId],
  ['CreateDate', time],
  ['Document', (value) => typeof value === 'string' || isMembers(value)],
]

/**
 * One policy of AWS, of the list that `GetAccountAuthorizationDetails` answers. Its documents must parse; the
 * rules for what customers store are not theirs, and some of AWS's break them.
 *
 * @param value anything: JSON of a file that anyone may have written.
 */
export function readPolicyDetail(value: unknown): Read {
  if (!isMembers(value)) return { problem: 'is not an object' }
  const wrong = broken(rules, value)
  if (wrong !== undefined) return { problem: wrong }
  const detail = value as unknown as Checked
  const versions: PolicyVersion[] = []
  for (const version of detail.PolicyVersionList) {
    const wrongInVersion = broken(versionRules, version as unknown as Members)
    if (wrongInVersion !== undefined) return { problem: `has a version whose ${wrongInVersion}` }
    const { VersionId: id, Document, CreateDate } = version
    const document = typeof Document === 'string' ? Document : JSON.stringify(Document)
    const parsed = parsePolicy(document, 'identity')
    if (!parsed.ok) return { problem: `${id} does not parse: ${parsed.findings[0]?.message}` }
    if (versions.some((other) => other.id === id)) return { problem: `has ${id} twice` }
    versions.push({ id, document, createdAt: Date.parse(CreateDate) })
  }
  const defaultVersionId = detail.DefaultVersionId
  if (!versions.some(({ id }) => id === defaultVersionId)) return { problem: `lacks ${defaultVersionId}` }
  return {
    policy: {
      account: 'aws',
      name: detail.PolicyName,
      path: detail.Path,
      id: detail.PolicyId,
      arn: detail.Arn,
      description: detail.Description,
      createdAt: Date.parse(detail.CreateDate),
      updatedAt: Date.parse(detail.UpdateDate),
      defaultVersionId,
      newestVersion: Math.max(...versions.map(({ id }) => Number(id.slice(1)))),
      versions,
      tags: {},
      ...(detail.IsAttachable === false ? { isAttachable: false } : {}),
    },
  }
}

/** What the rules have made sure of. */
interface Checked {
  readonly PolicyName: string
  readonly Path: string
  readonly Arn: string
  readonly PolicyId: string
  readonly DefaultVersionId: string
  readonly CreateDate: string
  readonly UpdateDate: string
  readonly Description?: string
  readonly IsAttachable?: boolean
  readonly PolicyVersionList: readonly {
    readonly VersionId: string
    readonly CreateDate: string
    readonly Document: string | object
  }[]
}

function broken(of: typeof rules, members: Members): string | undefined {
  const rule = of.find(([member, holds]) => !holds(members[member], members))
  return rule && `${rule[0]} is missing or has another form`
}

function endsWith(arn: unknown, { Path, PolicyName }: Members): boolean {
  return String(arn).split(':').at(-1) === `policy${Path}${PolicyName}`
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
