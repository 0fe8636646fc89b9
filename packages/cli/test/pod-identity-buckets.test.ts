import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PodWorld, startPodWorld } from '../../server/test/services/eks-auth/pod-world.ts'
import { outcome } from '../../server/test/services/sts/sts-calls.ts'
import { type Guard, guard } from '../src/serve/guard.ts'

/** The server and the gateway as `rolecall serve` puts them together, and pods of two namespaces with one role. */
let backends: Guard
let world: PodWorld
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-test-'))
  backends = guard([], { folder, account: '111122223333', region: 'us-east-1' }, {})
  world = await startPodWorld({ folder, doors: backends.doors })
  await client(world.server.credentials).send(new CreateBucketCommand({ Bucket: 'uploads' }))
  const roleArn = await world.makeRole('uploader', undefined, {
    Effect: 'Allow',
    Action: ['s3:PutObject', 's3:GetObject'],
    Resource: `arn:aws:s3:::uploads/\${aws:PrincipalTag/kubernetes-namespace}/*`,
  })
  for (const namespace of ['payments', 'orders']) await world.associate({ namespace, roleArn })
})
afterAll(async () => {
  expect(world.server.errors).toEqual([])
  await world.close()
  await backends.close()
})

function client(credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string }) {
  const endpoint = world.server.url
  return new S3Client({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1, forcePathStyle: true })
}

test('each namespace has its prefix of a bucket, and no other’s', async () => {
  for (const [namespace, other] of [
    ['payments', 'orders'],
    ['orders', 'payments'],
  ]) {
    const { credentials } = await world.assume(await world.podToken({ namespace: namespace ?? '' }))
    const s3 = client(credentials)
    const put = (Key: string) => outcome(s3.send(new PutObjectCommand({ Bucket: 'uploads', Key, Body: Key })))
    expect(await put(`${namespace}/report`)).toBe('ok')
    for (const Key of [`${other}/report`, 'report', `${namespace}`, `${namespace}x/report`])
      expect(await put(Key)).toMatch(/^AccessDenied: .*s3:PutObject/)
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'uploads', Key: `${namespace}/report` }))
    expect(await Body?.transformToString()).toBe(`${namespace}/report`)
  }
})
