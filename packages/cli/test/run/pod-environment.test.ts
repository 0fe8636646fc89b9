import { injection } from '@rolecall/webhook/injection'
import { expect, it } from 'vitest'
import { podEnvironment } from '../../src/run/pod-environment.ts'

const roleArn = 'arn:aws:iam::111122223333:role/r'
const place = { pod: 'reports-abcde', tokenFile: '/t/token', emptyFile: '/t/empty' }
const irsa = (annotations: Readonly<Record<string, string>>) => injection('irsa', annotations, 'eu-west-1')
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
const endpoints = {
  AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
  AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:9000',
  AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:4566',
}
const role = {
  AWS_DEFAULT_REGION: 'eu-west-1',
  AWS_REGION: 'eu-west-1',
  AWS_ROLE_ARN: roleArn,
  AWS_ROLE_SESSION_NAME: 'reports-abcde',
  AWS_WEB_IDENTITY_TOKEN_FILE: '/t/token',
}

it('gives what the webhook gives, and nothing of the developer', () => {
  const injected = irsa({ 'eks.amazonaws.com/role-arn': roleArn })
  expect(podEnvironment(parent, injected, place)).toEqual({ ...isolated, ...endpoints, ...role })
})

it('sends every call to the endpoint of the command line', () => {
  const injected = irsa({ 'eks.amazonaws.com/role-arn': roleArn })
  const endpoint = 'http://127.0.0.1:1'
  expect(podEnvironment(parent, injected, { ...place, endpoint })).toEqual({
    ...isolated,
    ...role,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ENDPOINT_URL_STS: endpoint,
  })
})

it('leaves STS where the developer has it, and with AWS where nothing says otherwise', () => {
  const own = { ...parent, AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:2' }
  expect(podEnvironment(own, irsa({}), place)).toEqual({
    ...isolated,
    ...endpoints,
    AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:2',
  })
  expect(podEnvironment({}, irsa({}), place)).not.toHaveProperty('AWS_ENDPOINT_URL_STS')
})

it('gives no identity and no region to a pod without a role', () => {
  expect(podEnvironment(parent, irsa({}), place)).toEqual({ ...isolated, ...endpoints })
})

it('names regional STS when the annotation asks for it', () => {
  const injected = irsa({
    'eks.amazonaws.com/role-arn': roleArn,
    'eks.amazonaws.com/sts-regional-endpoints': 'true',
  })
  expect(podEnvironment({}, injected, place)['AWS_STS_REGIONAL_ENDPOINTS']).toBe('regional')
})

it('gives what Pod Identity needs, and no session name, which the agent gives', () => {
  const injected = injection('pod-identity', {}, 'eu-west-1')
  expect(podEnvironment(parent, injected, place)).toEqual({
    ...isolated,
    ...endpoints,
    AWS_DEFAULT_REGION: 'eu-west-1',
    AWS_REGION: 'eu-west-1',
    AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://169.254.170.23/v1/credentials',
    AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: '/t/token',
  })
})

it('names the agent that stands by for it', () => {
  const credentialsUri = 'http://127.0.0.1:1/v1/credentials'
  const environment = podEnvironment(parent, injection('pod-identity', {}, ''), { ...place, credentialsUri })
  expect(environment['AWS_CONTAINER_CREDENTIALS_FULL_URI']).toBe(credentialsUri)
  const byIrsa = irsa({ 'eks.amazonaws.com/role-arn': roleArn })
  expect(podEnvironment(parent, byIrsa, { ...place, credentialsUri })).toEqual({
    ...isolated,
    ...endpoints,
    ...role,
  })
})
