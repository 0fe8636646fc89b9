import { IAMClient } from '@aws-sdk/client-iam'
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import { beforeAll, expect, test } from 'vitest'
import { onTwoClusters } from './on-two-clusters.ts'
import { roleForPods } from './role-for-pods.ts'
import { type PodPlace, startPod } from './start-pod.ts'

const whoAmI = `
  import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
  console.log((await new STSClient({}).send(new GetCallerIdentityCommand({}))).Arn)`
const write = `
  import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
  const s3 = new S3Client({})
  for (const Key of process.argv.slice(1)) {
    const sent = s3.send(new PutObjectCommand({ Bucket: 'uploads', Key, Body: Key }))
    console.log(Key, await sent.then(() => 'written', ({ name }) => name))
  }`

onTwoClusters('EKS Pod Identity', (clusters) => {
  beforeAll(async () => {
    await clusters()
      .server.client(S3Client)
      .send(new CreateBucketCommand({ Bucket: 'uploads' }))
  })
  const pod = (cluster: 'edge' | 'plant', place: PodPlace) =>
    startPod(clusters()[cluster], clusters().server.url, place)
  const role = (name: string, ...statements: object[]) =>
    roleForPods(clusters().server.client(IAMClient), name, ...statements)

  test('one command, and pods of a ServiceAccount are its role to an SDK that was told nothing else', async () => {
    const { server, edge } = clusters()
    const associated = server.rolecall(
      ...['associate', '--cluster', 'edge', '-n', 'reporting', '--service-account', 'reports'],
      ...['--role-name', 'reports', '--policy-arn', 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'],
      '--create-service-account',
      ...['--kubeconfig', edge.controlPlane.kubeconfig],
    )
    expect(associated).toMatchObject({ code: 0, errors: '' })
    const { environment, run } = await pod('edge', {
      namespace: 'reporting',
      serviceAccount: 'reports',
      name: 'reports-1',
    })
    expect(environment).toEqual({
      AWS_STS_REGIONAL_ENDPOINTS: 'regional',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_REGION: 'us-east-1',
      AWS_CONTAINER_CREDENTIALS_FULL_URI: edge.agentUrl,
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: expect.stringMatching(
        /\/var\/run\/secrets\/pods\.eks\.amazonaws\.com\/serviceaccount\/eks-pod-identity-token$/,
      ),
    })
    expect(await run(whoAmI)).toMatch(
      /^arn:aws:sts::111122223333:assumed-role\/reports\/eks-edge-reports-1-[\da-f-]{36}\n$/,
    )
  })

  test('each namespace has its prefix of a bucket by one role, and no other’s', async () => {
    const roleArn = await role('uploader', {
      Effect: 'Allow',
      Action: 's3:PutObject',
      Resource: 'arn:aws:s3:::uploads/$' + '{aws:PrincipalTag/kubernetes-namespace}/*',
    })
    const namespaces = ['shop', 'billing'] as const
    for (const namespace of namespaces) await clusters().edge.associate(namespace, 'uploader', roleArn)
    for (const namespace of namespaces) {
      const [other = ''] = namespaces.filter((one) => one !== namespace)
      const { run } = await pod('edge', { namespace, serviceAccount: 'uploader', name: 'uploader-1' })
      const keys = [`${namespace}/a`, `${other}/a`, `${namespace}-2/a`, namespace, 'a']
      expect((await run(write, ...keys)).trim().split('\n')).toEqual(
        keys.map((key, at) => `${key} ${at === 0 ? 'written' : 'AccessDenied'}`),
      )
    }
  })

  test('one role tells clusters apart by their ARN', async () => {
    const { edge, plant } = clusters()
    const ofCluster = ({ name, arn }: { name: string; arn: string }) => ({
      Effect: 'Allow',
      Action: 's3:PutObject',
      Resource: `arn:aws:s3:::uploads/clusters/${name}/*`,
      Condition: { StringEquals: { 'aws:PrincipalTag/eks-cluster-arn': arn } },
    })
    const roleArn = await role('collector', ofCluster(edge), ofCluster(plant))
    // Alike in all but the cluster.
    const place = { namespace: 'collecting', serviceAccount: 'collector', name: 'collector-1' }
    for (const cluster of [edge, plant])
      await cluster.associate(place.namespace, place.serviceAccount, roleArn)
    const ran = async (cluster: 'edge' | 'plant') =>
      (await pod(cluster, place)).run(write, 'clusters/edge/a', 'clusters/plant/a')
    expect(await ran('edge')).toBe('clusters/edge/a written\nclusters/plant/a AccessDenied\n')
    expect(await ran('plant')).toBe('clusters/edge/a AccessDenied\nclusters/plant/a written\n')
  })
})
