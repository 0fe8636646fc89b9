import { expect, it } from 'vitest'
import { irsaSettings } from '../../src/run/irsa-settings.ts'
import { podEnvironment } from '../../src/run/pod-environment.ts'

const roleArn = 'arn:aws:iam::111122223333:role/r'
const place = { pod: 'reports-abcde', region: 'eu-west-1', tokenFile: '/t/token', emptyFile: '/t/empty' }
const parent = {
  PATH: '/bin',
  AWS_ACCESS_KEY_ID: 'AKIA',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_SESSION_TOKEN: 'token',
  AWS_PROFILE: 'me',
  AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1/',
  AWS_REGION: 'us-west-2',
  AWS_CA_BUNDLE: '/ca.pem',
  AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
  AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:9000',
}
const isolated = {
  PATH: '/bin',
  AWS_CA_BUNDLE: '/ca.pem',
  AWS_SHARED_CREDENTIALS_FILE: '/t/empty',
  AWS_CONFIG_FILE: '/t/empty',
  AWS_EC2_METADATA_DISABLED: 'true',
}
const endpoints = { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566', AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:9000' }
const role = {
  AWS_DEFAULT_REGION: 'eu-west-1',
  AWS_REGION: 'eu-west-1',
  AWS_ROLE_ARN: roleArn,
  AWS_ROLE_SESSION_NAME: 'reports-abcde',
  AWS_WEB_IDENTITY_TOKEN_FILE: '/t/token',
}

it('gives what the webhook gives, and nothing of the developer', () => {
  const settings = irsaSettings({ 'eks.amazonaws.com/role-arn': roleArn })
  expect(podEnvironment(parent, settings, place)).toEqual({ ...isolated, ...endpoints, ...role })
})

it('sends every call to the endpoint of the command line', () => {
  const settings = irsaSettings({ 'eks.amazonaws.com/role-arn': roleArn })
  const endpoint = 'http://127.0.0.1:1'
  expect(podEnvironment(parent, settings, { ...place, endpoint })).toEqual({
    ...isolated,
    ...role,
    AWS_ENDPOINT_URL: endpoint,
  })
})

it('gives no identity and no region to a pod without a role', () => {
  expect(podEnvironment(parent, irsaSettings(), place)).toEqual({ ...isolated, ...endpoints })
})

it.each([
  [{}, { audience: 'sts.amazonaws.com', expiration: 86_400, regionalSts: false }],
  [{ 'role-arn': '' }, {}],
  [{ 'role-arn': 'not an arn' }, { roleArn: 'not an arn' }],
  [{ audience: 'mine' }, { audience: 'mine' }],
  [{ audience: '' }, { audience: 'sts.amazonaws.com' }],
  [{ 'token-expiration': '3600' }, { expiration: 3600 }],
  [{ 'token-expiration': '+3600' }, { expiration: 3600 }],
  [{ 'token-expiration': '60' }, { expiration: 600 }],
  [{ 'token-expiration': '-5' }, { expiration: 600 }],
  [{ 'token-expiration': '1h' }, { expiration: 86_400 }],
  [{ 'token-expiration': ' 3600' }, { expiration: 86_400 }],
  [{ 'sts-regional-endpoints': 'True' }, { regionalSts: true }],
  [{ 'sts-regional-endpoints': '1' }, { regionalSts: true }],
  [{ 'sts-regional-endpoints': 'yes' }, { regionalSts: false }],
  [{ 'sts-regional-endpoints': 'false' }, { regionalSts: false }],
])('reads the annotations %j as the webhook does', (annotations, settings) => {
  const prefixed = Object.entries(annotations).map(([name, value]) => [`eks.amazonaws.com/${name}`, value])
  expect(irsaSettings(Object.fromEntries(prefixed))).toMatchObject(settings)
})

it('names regional STS when the annotation asks for it', () => {
  const settings = irsaSettings({
    'eks.amazonaws.com/role-arn': roleArn,
    'eks.amazonaws.com/sts-regional-endpoints': 'true',
  })
  expect(podEnvironment({}, settings, place)['AWS_STS_REGIONAL_ENDPOINTS']).toBe('regional')
})
