import { EKSClient } from '@aws-sdk/client-eks'
import { eksAuthEndpoint } from '@rolecall/agent'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { eksAuthPlace } from '../../src/aws/eks-auth-place.ts'

const server = 'http://127.0.0.1:4566'
const own = 'http://127.0.0.1:4567'
const aws = 'https://eks-auth.eu-west-1.api.aws/'

/** Where EKS is, the option, the variables, and so where EKS Auth is asked. */
const rows: readonly (readonly [
  eks: string | undefined,
  endpointUrl: string | undefined,
  environment: Readonly<Record<string, string>>,
  expected: string,
])[] = [
  [undefined, undefined, {}, aws],
  [server, undefined, {}, `${server}/`],
  [server, undefined, { AWS_ENDPOINT_URL_STS: server }, `${server}/`],
  [server, undefined, { AWS_ENDPOINT_URL_EKS_AUTH: own }, `${own}/`],
  [server, undefined, { AWS_ENDPOINT_URL: own }, `${own}/`],
  [server, own, { AWS_ENDPOINT_URL_EKS_AUTH: server }, `${own}/`],
  [undefined, undefined, { AWS_ENDPOINT_URL_STS: server }, aws],
]

// A client without an endpoint looks for one where developers have theirs.
beforeAll(() => {
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) vi.stubEnv(name, undefined)
  for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE']) vi.stubEnv(name, '/dev/null')
})
afterAll(() => void vi.unstubAllEnvs())

it.each(rows)('EKS at %s, option %s, variables %j: %s', async (eks, endpointUrl, variables, expected) => {
  const credentials = { accessKeyId: 'a', secretAccessKey: 's' }
  const client = new EKSClient({ region: 'eu-west-1', credentials, ...(eks ? { endpoint: eks } : {}) })
  const { endpoint, environment } = await eksAuthPlace(
    { eks: async () => client },
    { endpointUrl },
    variables,
  )
  expect(eksAuthEndpoint(endpoint, 'eu-west-1', environment).href).toBe(expected)
})
