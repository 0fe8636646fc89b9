import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { EKSClient } from '@aws-sdk/client-eks'
import { generateSigningKey, serviceAccountClaims, signToken } from '@rolecall/tokens'
import { expect, it } from 'vitest'
import type { AwsAccess } from '../../src/aws/aws-access.ts'
import { localAgent } from '../../src/run/local-agent.ts'

it('says why credentials do not come in time', async () => {
  const throttling = createServer((request, response) => {
    request.resume()
    response.writeHead(429, { 'retry-after': '60' })
    response.end(JSON.stringify({ __type: 'ThrottlingException', message: 'Rate exceeded' }))
  })
  await new Promise<void>((resolve) => throttling.listen(0, '127.0.0.1', resolve))
  const endpoint = `http://127.0.0.1:${(throttling.address() as AddressInfo).port}`
  const credentials = { accessKeyId: 'AKIA', secretAccessKey: 'secret' }
  const eks = async () => new EKSClient({ endpoint, region: 'us-east-1', credentials })
  const agent = await localAgent({ eks } as AwsAccess, {
    clusterName: 'shop',
    region: 'us-east-1',
    endpointUrl: endpoint,
    audience: 'pods.eks.amazonaws.com',
    environment: {},
    note: () => {},
  })
  const claims = serviceAccountClaims({
    issuer: 'https://oidc.example.com/id/1',
    audiences: ['pods.eks.amazonaws.com'],
    now: Date.now(),
    lifetimeSeconds: 3600,
    tokenId: 'a',
    namespace: 'shop',
    serviceAccount: { name: 'reports', uid: 'uid-of-reports' },
    pod: { name: 'reports-0', uid: 'uid-of-reports-0' },
  })
  const token = await signToken(claims, await generateSigningKey('ES256'))
  await expect
    .poll(() => agent.fetch(token, AbortSignal.timeout(50)))
    .toBe('EKS Auth wants to be left alone for a while; pods wait (ThrottlingException)')
  await agent.close()
  throttling.close()
})
