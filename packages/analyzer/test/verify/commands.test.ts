import { spawnSync } from 'node:child_process'
import * as cloudtrail from '@aws-sdk/client-cloudtrail'
import * as eks from '@aws-sdk/client-eks'
import * as iam from '@aws-sdk/client-iam'
import type { OperationSchema } from '@rolecall/aws-protocol'
import { NormalizedSchema } from '@smithy/core/schema'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commandLine } from '../../../cli/src/command-line.ts'
import { commands as rolecall } from '../../../cli/src/commands.ts'
import { type Commands, commandsFor } from '../../src/verify/commands.ts'
import type { PodRecord } from '../../src/verify/setup.ts'
import { type Shop, startShop } from '../start-shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await startShop()
  await shop.role('trusting')
  const Principal = { Service: 'pods.eks.amazonaws.com' }
  const Statement = [{ Effect: 'Allow', Principal, Action: ['sts:AssumeRole', 'sts:TagSession'] }]
  await shop.role('associated', { trust: { Version: '2012-10-17', Statement } })
})
afterAll(() => shop.server.close())

const subject = { cluster: 'shop', namespace: 'shop', serviceAccount: 'reports' }
const account = '111122223333'
const role = `arn:aws:iam::${account}:role/trusting`
/** All that a shell would take apart, and no word of a document may be lost. */
const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'One',
      Effect: 'Allow',
      Principal: { AWS: account },
      Action: 'sts:AssumeRole',
      Condition: { StringLike: { 'aws:PrincipalTag/a': 'it\'s $HOME `id` \\ "x" *\n# !' } },
    },
  ],
})
const pod = (name: string, owner?: string): PodRecord => ({
  name: `pod/${name}`,
  isTemplate: false,
  serviceAccount: 'reports',
  metadata: owner
    ? { ownerReferences: [{ kind: 'ReplicaSet', name: owner, apiVersion: 'apps/v1', uid: 'u' }] }
    : {},
  spec: {},
})

type Rows = { readonly [Name in keyof Commands]: readonly Parameters<Commands[Name]>[] }
/** Each command that may be printed, with what it is made of. */
const rows: Rows = {
  annotate: [[subject, `eks.amazonaws.com/role-arn=${role}`, 'eks.amazonaws.com/audience-']],
  restart: [['shop', [pod('reports-1', 'reports-5d4f'), pod('alone')]]],
  setServiceAccount: [[subject, 'deployment/reports']],
  createServiceAccount: [[subject]],
  createNamespace: [['shop']],
  createProvider: [['https://issuer.example/id/1', 'sts.amazonaws.com']],
  addClientId: [[`arn:aws:iam::${account}:oidc-provider/issuer.example/id/1`, 'mine']],
  setTrustPolicy: [['trusting', trust]],
  createRole: [
    [`arn:aws:iam::${account}:role/plain`, trust],
    [`arn:aws:iam::${account}:role/team/a/below`, trust],
  ],
  createAssociation: [[subject, `arn:aws:iam::${account}:role/associated`]],
  associate: [[subject]],
  deleteAssociation: [
    ['shop', 'a-12345678901234567'],
    ['shop', undefined],
  ],
  setSessionPolicy: [['shop', 'a-12345678901234567']],
  listAssociations: [['shop']],
  attachRolePolicy: [['trusting']],
  deleteBoundary: [['trusting']],
  getRole: [[role]],
  createToken: [[subject, "it's mine"]],
  readKeys: [[]],
  findWebhook: [[]],
  listRolePolicies: [[role]],
  lookUpEvents: [['AssumeRole']],
  registerCluster: [['shop']],
  uploadKeys: [['shop']],
  runAs: [[subject]],
  verify: [[subject]],
  whoAmI: [['shop', 'reports-1']],
  setEnvironment: [['shop', pod('reports-1', 'reports-5d4f'), 'main', ['A=it is', 'B-']]],
}

const places = {
  nowhere: {},
  'a server': {
    profile: "a 'profile'",
    region: 'eu-west-1',
    endpointUrl: 'http://127.0.0.1:4566',
    kubeconfig: '/tmp/my kube/config',
  },
} as const
const each = Object.entries(places).flatMap(([where, place]) =>
  (Object.keys(rows) as (keyof Commands)[]).flatMap((name) =>
    rows[name].map((given) => [name, where, place, given] as const),
  ),
)
const made = (name: keyof Commands, place: (typeof each)[number][2], given: readonly unknown[]) =>
  (commandsFor(place)[name] as (...given: readonly unknown[]) => string)(...given)

/** The words of each program that a shell would start for a line. */
function pasted(line: string): string[][] {
  const programs = ['aws', 'kubectl', 'rolecall'].map(
    (name) => `${name}() { printf '%s\\0' ${name} "$@" >&2; printf '\\1' >&2; }`,
  )
  const { status, stderr } = spawnSync('/bin/sh', ['-c', [...programs, line].join('\n')], {
    encoding: 'utf8',
  })
  expect([0, line.includes('| grep') ? 1 : 0]).toContain(status)
  return stderr
    .split('\u0001')
    .filter((one) => one !== '')
    .map((one) => one.split('\0').slice(0, -1))
}

test.each(each)('%s for %s is what a shell makes of it, and asks there', (name, _where, place, given) => {
  const { profile, region, endpointUrl, kubeconfig } = place as Partial<(typeof places)['a server']>
  const aws = { '--profile': profile, '--region': region, '--endpoint-url': endpointUrl }
  const asked = {
    aws,
    kubectl: { '--kubeconfig': kubeconfig },
    rolecall: {
      ...aws,
      '--kubeconfig': kubeconfig ?? (/^(registerCluster|uploadKeys)$/.test(name) ? 'FILE' : undefined),
    },
  }
  const calls = pasted(made(name, place, given))
  expect(calls.length).toBeGreaterThan(0)
  for (const [program, ...words] of calls) {
    const own = words.includes('--') ? words.slice(0, words.indexOf('--')) : words
    for (const [flag, value] of Object.entries(asked[program as keyof typeof asked])) {
      expect(own.filter((word) => word === flag)).toHaveLength(value === undefined ? 0 : 1)
      if (value !== undefined) expect(own[own.indexOf(flag) + 1]).toBe(value)
    }
  }
  if (given.includes(trust as never)) expect(calls.flat()).toContain(trust)
})

test('what stands where an account should is not in a remark', () => {
  const line = commandsFor({}).listRolePolicies('arn:aws:iam::1\nkubectl delete ns shop #:role/reports')
  expect(pasted(line)).toEqual([['aws', 'iam', 'list-attached-role-policies', '--role-name', 'reports']])
  expect(line).toMatch(/of account ACCOUNT$/)
})

/** What the server answers to the commands of the AWS CLI, where it is not that it is done. */
const refusals: Partial<Record<keyof Commands, string>> = {
  deleteAssociation: 'ResourceNotFoundException',
  setSessionPolicy: 'ResourceNotFoundException',
}
/** What stands in capitals, filled in. */
const filledIn: Readonly<Record<string, string>> = {
  ID: 'a-98765432109876543',
  POLICY: 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess',
}
const services = { iam, eks, cloudtrail }
const letters = (name: string) => name.replaceAll('-', '').toLowerCase()

/** As the AWS CLI reads it: the service, the operation, and members by flags, each of which there must be. */
function readCall([service, name, ...words]: readonly string[]) {
  const model = services[service as keyof typeof services] as unknown as Readonly<Record<string, unknown>>
  const operation = Object.keys(model).find((key) => key.toLowerCase() === `${letters(name ?? '')}command`)
  const schema = model[`${operation?.replace(/Command$/, '')}$`] as OperationSchema
  const members = NormalizedSchema.of(schema[4]).getMemberSchemas()
  const input: Record<string, unknown> = {}
  for (let at = 0; at < words.length; at += 2) {
    const flag = words[at] ?? ''
    const text = filledIn[words[at + 1] ?? ''] ?? words[at + 1] ?? ''
    const [member, form] = Object.entries(members).find(([key]) => key.toLowerCase() === letters(flag)) ?? []
    expect({ flag, member }).toEqual({ flag, member: expect.any(String) })
    input[member!] = form!.isListSchema() ? [ofList(text)] : form!.isNumericSchema() ? Number(text) : text
  }
  const Made = model[operation ?? ''] as new (input: unknown) => object
  return { service, call: new Made(input) }
}

function ofList(text: string): unknown {
  const pairs = text.split(',').map((pair) => pair.split('='))
  return pairs.every(({ length }) => length === 2) ? Object.fromEntries(pairs) : text
}

const ofAws = each.filter(
  ([name, where, place, given]) => where === 'nowhere' && made(name, place, given).startsWith('aws '),
)

test.each(ofAws)('%s is a call that a server takes', async (name, _where, place, given) => {
  const clients = {
    iam: shop.server.client(iam.IAMClient),
    eks: shop.server.client(eks.EKSClient),
    cloudtrail: shop.server.client(cloudtrail.CloudTrailClient),
  }
  const [line = ''] = made(name, place, given).split('   #')
  for (const [, ...words] of pasted(line)) {
    const { service, call } = readCall(words)
    const sent = (clients[service as keyof typeof clients] as { send(call: object): Promise<object> }).send(
      call,
    )
    const answer = await sent.then(
      () => undefined,
      (error: Error) => error.name,
    )
    expect(answer).toBe(refusals[name])
  }
})

test.each([
  ['the stock webhook', 'mutatingwebhookconfiguration/pod-identity-webhook   1   3d', true],
  ['that of the manifests', 'rolecall   pod/rolecall-webhook-5d4f8c7b9-x2x4z   1/1   Running', true],
  ['that of a chart of another name', 'mutatingwebhookconfiguration/iam-webhook   1   3d', true],
  ['a pod of something else', 'shop   pod/reports-5d4f8c7b9-x2x4z   1/1   Running', false],
])('%s is what the search for the webhook finds', (_name, row, isFound) => {
  const kubectl = `kubectl() { printf '%s\\n' '${row}'; }`
  const { stdout } = spawnSync('/bin/sh', ['-c', `${kubectl}\n${commandsFor({}).findWebhook()}`], {
    encoding: 'utf8',
  })
  expect(stdout).toBe(isFound ? `${row}\n` : '')
})

test('the document of a trust policy comes to the server as it is', async () => {
  const { Role } = await shop.iam.send(new iam.GetRoleCommand({ RoleName: 'trusting' }))
  expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toBe(trust)
})

test.each(each.filter(([name, , place, given]) => made(name, place, given).startsWith('rolecall ')))(
  '%s for %s is a command of rolecall',
  async (name, _where, place, given) => {
    for (const [, command, ...words] of pasted(made(name, place, given))) {
      const row = rolecall.find((one) => one.name === command)
      expect(row).toBeDefined()
      const { options } = commandLine(row!, await row!.load(), words)
      expect(options).toMatchObject(place)
    }
  },
)

test('a pod goes by its workload, and what stands alone by itself', () => {
  const [both] = rows.restart
  expect(pasted(commandsFor({}).restart(...both!)).map((words) => words.slice(0, 4).join(' '))).toEqual([
    'kubectl rollout restart deployment/reports',
    'kubectl delete pod/alone -n',
  ])
})
