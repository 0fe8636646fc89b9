import { expect, it } from 'vitest'
import { podIdentityWiring, serviceAccountWiring, stockSettings } from '../../src/index.ts'

const roleArn = 'arn:aws:iam::111122223333:role/r'
const prefixed = (annotations: Readonly<Record<string, unknown>>, prefix = 'eks.amazonaws.com') =>
  Object.fromEntries(Object.entries(annotations).map(([name, value]) => [`${prefix}/${name}`, value]))

const rows: readonly (readonly [Record<string, unknown>, object])[] = [
  [
    {},
    { method: 'irsa', roleArn, audience: 'sts.amazonaws.com', expirationSeconds: 86_400, regionalSts: false },
  ],
  [{ 'role-arn': 'not an arn' }, { roleArn: 'not an arn' }],
  [{ audience: 'mine' }, { audience: 'mine' }],
  [{ audience: '' }, { audience: 'sts.amazonaws.com' }],
  [{ audience: 7 }, { audience: 'sts.amazonaws.com' }],
  [{ 'token-expiration': '3600' }, { expirationSeconds: 3600 }],
  [{ 'token-expiration': '+3600' }, { expirationSeconds: 3600 }],
  [{ 'token-expiration': '60' }, { expirationSeconds: 600 }],
  [{ 'token-expiration': '-5' }, { expirationSeconds: 600 }],
  [{ 'token-expiration': '4294967296' }, { expirationSeconds: 4_294_967_296 }],
  [{ 'token-expiration': '4294967297' }, { expirationSeconds: 4_294_967_296 }],
  [{ 'token-expiration': '9223372036854775807' }, { expirationSeconds: 4_294_967_296 }],
  [{ 'token-expiration': '-9223372036854775808' }, { expirationSeconds: 600 }],
  [{ 'token-expiration': '00900' }, { expirationSeconds: 900 }],
  [{ 'sts-regional-endpoints': 'True' }, { regionalSts: true }],
  [{ 'sts-regional-endpoints': '1' }, { regionalSts: true }],
  [{ 'sts-regional-endpoints': 'F' }, { regionalSts: false }],
  [{ 'sts-regional-endpoints': 'false' }, { regionalSts: false }],
  [{ 'sts-regional-endpoints': '' }, { regionalSts: false }],
  [{ 'endpoint-url': 'https://rolecall.example:4566' }, { endpoint: 'https://rolecall.example:4566' }],
]

it.each(rows)('reads the annotations %j', (annotations, expected) => {
  const wiring = serviceAccountWiring(prefixed({ 'role-arn': roleArn, ...annotations }), stockSettings)
  expect(wiring).toMatchObject(expected)
  expect(wiring).not.toHaveProperty('warnings')
})

it.each([
  ['token-expiration', '1h'],
  ['token-expiration', ' 3600'],
  ['token-expiration', '3600.5'],
  ['token-expiration', '9223372036854775808'],
  ['token-expiration', '-9223372036854775809'],
  ['token-expiration', '9'.repeat(101)],
  ['sts-regional-endpoints', 'yes'],
  ['sts-regional-endpoints', 'tRUE'],
  ['sts-regional-endpoints', '__proto__'],
  ['endpoint-url', 'rolecall.example:4566'],
  ['endpoint-url', 'file:///etc/passwd'],
  ['endpoint-url', 'https:rolecall.example'],
  ['endpoint-url', ' https://rolecall.example'],
  ['endpoint-url', 'https://rolecall.example\n'],
  ['endpoint-url', 'https://rolecall.example/\0'],
  ['endpoint-url', 'https://:4566'],
  ['endpoint-url', `https://rolecall.example/${'a'.repeat(2000)}`],
])('takes the flag and warns when %s is %j', (name, text) => {
  const settings = { ...stockSettings, regionalSts: true, expirationSeconds: 7200 }
  expect(serviceAccountWiring(prefixed({ 'role-arn': roleArn, [name]: text }), settings)).toMatchObject({
    regionalSts: true,
    expirationSeconds: 7200,
    warnings: [`annotation eks.amazonaws.com/${name} of the ServiceAccount cannot be read`],
  })
})

it.each([[{}], [{ 'role-arn': '' }], [{ 'role-arn': 7 }], [{ role_arn: roleArn }]])(
  'finds no role in %j',
  (annotations) => expect(serviceAccountWiring(prefixed(annotations), stockSettings)).toBeUndefined(),
)

it('does not take what stands on no object for an annotation', () => {
  const annotations = Object.create(prefixed({ 'role-arn': roleArn }))
  expect(serviceAccountWiring(annotations, stockSettings)).toBeUndefined()
})

it('lets annotations go before flags, and flags before defaults', () => {
  const settings = {
    ...stockSettings,
    annotationPrefix: 'example.com',
    audience: 'flag',
    regionalSts: true,
    expirationSeconds: 60,
  }
  const role = { 'role-arn': roleArn }
  expect(serviceAccountWiring(prefixed(role, 'example.com'), settings)).toMatchObject({
    audience: 'flag',
    regionalSts: true,
    expirationSeconds: 600,
  })
  const all = { ...role, audience: 'own', 'sts-regional-endpoints': 'false', 'token-expiration': '900' }
  expect(serviceAccountWiring(prefixed(all, 'example.com'), settings)).toMatchObject({
    audience: 'own',
    regionalSts: false,
    expirationSeconds: 900,
  })
  expect(serviceAccountWiring(prefixed(all), settings)).toBeUndefined()
})

it('composes the ARN of a role that is named without one, when it may', () => {
  const settings = { ...stockSettings, composeRoleArn: { partition: 'aws-cn', account: '111122223333' } }
  const of = (role: string) => serviceAccountWiring(prefixed({ 'role-arn': role }), settings)?.roleArn
  expect(of('team/reports')).toBe('arn:aws-cn:iam::111122223333:role/team/reports')
  expect(of(roleArn)).toBe(roleArn)
  expect(of(` ${roleArn}`)).toBe(` ${roleArn}`)
  expect(of('')).toBeUndefined()
})

it('reads for Pod Identity what both methods have, without a role', () => {
  const annotations = prefixed({ audience: 'mine', 'token-expiration': '900', 'sts-regional-endpoints': 't' })
  expect(podIdentityWiring(annotations, stockSettings)).toEqual({
    method: 'pod-identity',
    regionalSts: true,
    expirationSeconds: 900,
  })
  expect(podIdentityWiring({}, { ...stockSettings, regionalSts: true })).toMatchObject({ regionalSts: true })
})
