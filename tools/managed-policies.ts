/**
 * `node tools/managed-policies.ts SOURCE.json [NAME…]` makes packages/server/data anew: AWS-managed policies as AWS
 * publishes them, those that are there already and those named. SOURCE is what
 * `aws iam get-account-authorization-details --filter AWSManagedPolicy` prints, the file that
 * `rolecall import managed-policies` writes, or moto's `aws_managed_policies` (the JSON in it). What a source leaves
 * out, such as moto the unique ids, stays as it was. `npm run format` after it. `--into FOLDER` is for its test.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

interface Row {
  readonly name: string
  readonly path: string
  readonly id: string
  readonly version: string
  readonly created: string
  readonly updated: string
  readonly isAttachable?: false
  readonly description?: string
}

/** The members of both forms that are read; moto has the document beside them, AWS in a list of versions. */
interface Detail {
  readonly PolicyName: string
  readonly PolicyId?: string
  readonly Path: string
  readonly DefaultVersionId: string
  readonly CreateDate: string
  readonly UpdateDate: string
  readonly Description?: string
  readonly IsAttachable?: boolean
  readonly Document?: object | string
  readonly PolicyVersionList?: readonly { readonly VersionId: string; readonly Document: object | string }[]
}

const { values, positionals } = parseArgs({ options: { into: { type: 'string' } }, allowPositionals: true })
const folder = values.into
  ? pathToFileURL(`${values.into}/`)
  : new URL('../packages/server/data/', import.meta.url)
const list = new URL('aws-managed-policies.json', folder)
const documents = new URL('aws-managed-policies/', folder)

const [sourceFile, ...wanted] = positionals
if (sourceFile === undefined) throw new Error('give the JSON file of the policies, and the names of new ones')
const source = readSource(JSON.parse(readFileSync(sourceFile, 'utf8')))
const kept: readonly Row[] = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : []
const before = new Map(kept.map((row) => [row.name, row]))

const rows: Row[] = []
mkdirSync(documents, { recursive: true })
for (const name of [...new Set([...before.keys(), ...wanted])].sort()) {
  const detail = source.get(name)
  const present = before.get(name)
  if (!detail) {
    if (!present) throw new Error(`${sourceFile} has no policy ${name}`)
    // Somebody may have it attached: AWS keeps such a policy for them, and so do we.
    console.error(`${sourceFile} has no policy ${name} any more: it stays as it was`)
    rows.push(present)
    continue
  }
  const description = detail.Description ?? present?.description
  rows.push({
    name,
    path: detail.Path,
    id: detail.PolicyId ?? present?.id ?? idOf(`arn:aws:iam::aws:policy${detail.Path}${name}`),
    version: detail.DefaultVersionId,
    created: time(detail.CreateDate),
    updated: time(detail.UpdateDate),
    ...(detail.IsAttachable === false ? { isAttachable: false } : {}),
    ...(description === undefined ? {} : { description }),
  })
  const file = new URL(`${name}.json`, documents)
  rmSync(file, { force: true })
  writeFileSync(file, pretty(ordered(documentOf(detail))))
}
writeFileSync(list, pretty(rows))
console.log(`${rows.length} policies`)

function readSource(given: { Policies?: readonly Detail[] }): ReadonlyMap<string, Detail> {
  if (given.Policies) return new Map(given.Policies.map((detail) => [detail.PolicyName, detail]))
  const named = Object.entries(given as Record<string, Omit<Detail, 'PolicyName'>>)
  return new Map(named.map(([name, detail]) => [name, { ...detail, PolicyName: name }]))
}

function documentOf(detail: Detail): object {
  const version = detail.PolicyVersionList?.find(({ VersionId }) => VersionId === detail.DefaultVersionId)
  const given = version?.Document ?? detail.Document
  const document = typeof given === 'string' ? JSON.parse(given) : given
  if (typeof document !== 'object') throw new Error(`${detail.PolicyName} has no document`)
  return document
}

/** A stable id in the form of AWS's own, for a policy whose id no source tells: nobody else's, and not AWS's. */
function idOf(arn: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const digest = createHash('sha256').update(arn).digest()
  return `ANPAZKAPJZG4${[...digest.subarray(0, 9)].map((byte) => letters[byte % letters.length]).join('')}`
}

/** moto sorts members by name; people, and AWS, write them in this order. */
function ordered(document: object): object {
  const inOrder = (value: object, names: readonly string[]) =>
    Object.fromEntries(
      Object.entries(value).sort(([one], [other]) => names.indexOf(one) - names.indexOf(other)),
    )
  const policy = inOrder(document, ['Version', 'Id', 'Statement'])
  const statement = (one: object) =>
    inOrder(one, ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'])
  const { Statement } = policy
  return { ...policy, Statement: Array.isArray(Statement) ? Statement.map(statement) : statement(Statement) }
}

function time(text: string): string {
  return new Date(text).toISOString().replace('.000Z', 'Z')
}

function pretty(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`
}
