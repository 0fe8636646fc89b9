import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  DescribePodIdentityAssociationCommand,
  EKSClient,
  ListPodIdentityAssociationsCommand,
} from '@aws-sdk/client-eks'
import { GetRoleCommand, GetRolePolicyCommand, IAMClient } from '@aws-sdk/client-iam'
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import type { ServerConfig } from '@rolecall/server'
import { type PodWorld, startPodWorld } from '../../../server/test/services/eks-auth/pod-world.ts'
import { account, assumeRole, outcome, roleArn, trust } from '../../../server/test/services/sts/sts-calls.ts'
import type { Credentials } from '../../../server/test/start-test-server.ts'
import { guard } from '../../src/serve/guard.ts'
import type { Ran } from '../e2e/ended.ts'
import { podFlags } from '../e2e/pod-flags.ts'
import { rolecall } from '../e2e/rolecall.ts'

/** Pods of a cluster `shop`, a bucket behind the gateway, and the real binary that takes their roles away. */
export interface DissociateWorld extends PodWorld {
  readonly environment: Readonly<Record<string, string>>
  run(args: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Ran>
  dissociate(serviceAccount: string, ...more: string[]): Promise<Ran>
  /** What a pod of a ServiceAccount is given now. */
  credentialsOf(serviceAccount: string): Promise<Required<Credentials>>
  /** What credentials are good for, everywhere: what S3, IAM and STS say, or once what all of them do. */
  goodFor(credentials: Credentials): Promise<string>
  associationOf(serviceAccount: string): Promise<string | undefined>
  /** Statements of `AWSRevokeOlderSessions`. */
  revocationsOf(roleName: string, as?: IAMClient): Promise<readonly Readonly<Record<string, never>>[]>
}

/** Of an assumption of a role, AWS does not tell who denied it. */
const explicit = /explicit deny|^AccessDenied: User: \S+ is not authorized to perform: sts:AssumeRole on/

export const everything = { Effect: 'Allow', Action: '*', Resource: '*' }
export const namesOf = (serviceAccount: string) => podFlags(serviceAccount, 'payments')

export async function startDissociateWorld(config: Partial<ServerConfig> = {}): Promise<DissociateWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-test-'))
  const backends = guard([], { folder, account, region: 'us-east-1' }, {})
  const world = await startPodWorld({ folder, doors: backends.doors, ...config })
  const { server } = world
  const environment = {
    AWS_ENDPOINT_URL: server.url,
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
    AWS_PROFILE: 'rolecall',
  }
  const s3 = (credentials: Credentials) =>
    server.client(S3Client, { credentials, ...{ forcePathStyle: true } })
  const run: DissociateWorld['run'] = async (args, more = {}) => {
    const ran = await rolecall(args, { ...environment, ...more })
    // On a busy machine it says what it waits for.
    return { ...ran, err: ran.err.replace(/^.* …\n/gm, '') }
  }
  await s3(server.credentials).send(new CreateBucketCommand({ Bucket: 'uploads' }))
  await world.makeRole('reached', trust(account))
  return {
    ...world,
    environment,
    run,
    dissociate: (serviceAccount, ...more) => run(['dissociate', ...namesOf(serviceAccount), ...more]),
    async credentialsOf(serviceAccount) {
      const token = await world.podToken({ serviceAccount, pod: serviceAccount })
      const { accessKeyId, secretAccessKey, sessionToken } = (await world.assume(token)).credentials
      return { accessKeyId, secretAccessKey, sessionToken }
    },
    async goodFor(credentials) {
      const put = new PutObjectCommand({ Bucket: 'uploads', Key: 'report', Body: 'report' })
      const iam = server.client(IAMClient, { credentials })
      const said = await Promise.all([
        outcome(s3(credentials).send(put)),
        outcome(iam.send(new GetRoleCommand({ RoleName: 'reached' }))),
        outcome(assumeRole(server, credentials, { RoleArn: roleArn('reached') })),
      ])
      const codes = said.map((one) => (explicit.test(one) ? 'explicitly denied' : one))
      return new Set(codes).size === 1 ? (codes[0] ?? '') : codes.join(', ')
    },
    async associationOf(serviceAccount) {
      const eks = server.client(EKSClient)
      const names = { clusterName: 'shop', namespace: 'payments', serviceAccount }
      const { associations = [] } = await eks.send(new ListPodIdentityAssociationsCommand(names))
      const [{ associationId } = {}] = associations
      if (associationId === undefined) return undefined
      const one = { clusterName: 'shop', associationId }
      return (await eks.send(new DescribePodIdentityAssociationCommand(one))).association?.roleArn
    },
    async revocationsOf(RoleName, as = server.client(IAMClient)) {
      const PolicyName = 'AWSRevokeOlderSessions'
      try {
        const { PolicyDocument = '' } = await as.send(new GetRolePolicyCommand({ RoleName, PolicyName }))
        return JSON.parse(decodeURIComponent(PolicyDocument)).Statement
      } catch (error) {
        if ((error as Error).name !== 'NoSuchEntityException') throw error
        return []
      }
    },
    async close() {
      await world.close()
      await backends.close()
    },
  }
}
