import * as accessanalyzer from '@aws-sdk/client-accessanalyzer'
import * as cloudtrail from '@aws-sdk/client-cloudtrail'
import * as eks from '@aws-sdk/client-eks'
import * as iam from '@aws-sdk/client-iam'
import * as organizations from '@aws-sdk/client-organizations'
import * as sts from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { services } from '../../src/services/services.ts'
import { startTestServer, type TestServer } from '../start-test-server.ts'
import * as eksAuth from './eks-auth/eks-auth-sdk.ts'

/** What AWS publishes of each service, by the name that requests are signed for. */
const packages: Readonly<Record<string, object>> = {
  'access-analyzer': accessanalyzer,
  cloudtrail,
  eks,
  'eks-auth': eksAuth,
  iam,
  organizations,
  sts,
}

/** The first member of an operation's schema in `@smithy/core/schema`. */
const operationMark = 9

const published = (module: object) =>
  Object.values(module)
    .filter((one): one is unknown[] => Array.isArray(one) && one[0] === operationMark)
    .map((schema) => String(schema[2]))
    .sort()

describe('every operation that AWS publishes is offered, or left out with a reason', () => {
  test('and so is every service', () => {
    expect(services.map(({ model }) => model.name).sort()).toEqual(Object.keys(packages).sort())
  })

  for (const { model, operations, leftOut } of services) {
    test(model.name, () => {
      expect([...operations.keys()].sort()).toEqual(published(packages[model.name] ?? {}))
      const names = leftOut.flatMap(([, ...schemas]) => schemas.map((schema) => schema[2]))
      expect(new Set(names).size).toBe(names.length)
      for (const [because] of leftOut) expect(because.length).toBeGreaterThan(20)
    })
  }
})

describe('an operation that is left out', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer()
  })
  afterAll(() => server.close())

  const fault = async (call: Promise<unknown>) => {
    const error = (await call.catch((caught) => caught)) as iam.IAMServiceException & { Code?: string }
    return [error.Code ?? error.name, error.$metadata?.httpStatusCode, error.message]
  }

  test('says why, in the shape of each protocol', async () => {
    const client = server.client(iam.IAMClient)
    expect(
      await fault(
        client.send(
          new iam.GetSSHPublicKeyCommand({
            UserName: 'ann',
            SSHPublicKeyId: 'APKAEIVFHP46CEXAMPLE',
            Encoding: 'PEM',
          }),
        ),
      ),
    ).toEqual([
      'InvalidAction',
      400,
      'This server does not offer iam:GetSSHPublicKey: SSH keys are for AWS CodeCommit, which is not here.',
    ])
    const clusters = server.client(eks.EKSClient)
    expect(await fault(clusters.send(new eks.ListInsightsCommand({ clusterName: 'shop' })))).toEqual([
      'UnknownOperationException',
      400,
      expect.stringMatching(/^This server does not offer eks:ListInsights: /),
    ])
  })

  test('is in the trail with who asked and how it ended', async () => {
    const client = server.client(iam.IAMClient)
    await fault(
      client.send(new iam.DeleteSigningCertificateCommand({ CertificateId: 'TA7SMP42TDN5Z26OBPJE7EXAMPLE' })),
    )
    const { Events = [] } = await server.client(cloudtrail.CloudTrailClient).send(
      new cloudtrail.LookupEventsCommand({
        LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'DeleteSigningCertificate' }],
      }),
    )
    expect(Events).toHaveLength(1)
    expect(JSON.parse(Events[0]?.CloudTrailEvent ?? '')).toMatchObject({
      errorCode: 'InvalidAction',
      userIdentity: { userName: 'administrator' },
    })
  })

  test('says nothing to who does not prove who they are', async () => {
    const credentials = { ...server.credentials, secretAccessKey: 'wrong' }
    const client = server.client(iam.IAMClient, { credentials })
    expect(
      (
        await fault(
          client.send(
            new iam.GetSSHPublicKeyCommand({
              UserName: 'ann',
              SSHPublicKeyId: 'APKAEIVFHP46CEXAMPLE',
              Encoding: 'PEM',
            }),
          ),
        )
      )[0],
    ).toBe('SignatureDoesNotMatch')
  })
})
