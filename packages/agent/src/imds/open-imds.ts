import type { Clock } from '@rolecall/core'
import type { AgentLog } from '../agent-log.ts'
import type { Listener } from '../listener/listener.ts'
import type { OwnCredentials } from '../upstream/own-credentials.ts'
import { type ImdsCall, imdsListener } from './imds-listener.ts'
import { imdsLog } from './imds-log.ts'
import type { ImdsRules } from './imds-rules.ts'
import { isOfNode } from './is-of-node.ts'
import { metadataTokens } from './metadata-tokens.ts'
import { nodeCredentials } from './node-credentials.ts'
import { nodeIdentity } from './node-identity.ts'

/** How the instance metadata service of a node is set up. */
export interface ImdsConfig {
  readonly hosts: readonly string[]
  readonly port: number
  readonly rules: ImdsRules
  /** Name of the instance profile whose role the node has. */
  readonly instanceProfile: string
  readonly instanceId?: string | undefined
  readonly instanceType: string
  readonly availabilityZone?: string | undefined
  readonly nodeName?: string | undefined
  /** Namespaces whose pods are meant to reach it. */
  readonly expectedNamespaces: readonly string[]
}

export interface OpenImdsTools {
  readonly region: string
  /** Where IAM and STS are when that is not AWS. */
  readonly endpoint?: string | undefined
  readonly own: OwnCredentials
  readonly clock: Clock
  readonly log: AgentLog
  readonly answered: (call: ImdsCall) => void
}

/** Of a session of the node role; EC2's are about as long, and a role may allow less. */
const sessionSeconds = 3600

/**
 * Asks IAM what the node's profile and role are, and answers the listener. The agent's own principal has to be
 * allowed `iam:GetInstanceProfile`, and by the role's trust policy `sts:AssumeRole`: outside EC2 nobody else can
 * vouch for the node. Rejects, in words, when IAM does not say.
 */
export async function openImds(config: ImdsConfig, tools: OpenImdsTools): Promise<Listener> {
  const { region, endpoint, own, clock, log, answered } = tools
  const client = { region, credentials: () => own.get(), ...(endpoint ? { endpoint } : {}) }
  const { IAMClient, GetInstanceProfileCommand } = await import('@aws-sdk/client-iam')
  const asked = new GetInstanceProfileCommand({ InstanceProfileName: config.instanceProfile })
  const { InstanceProfile } = await new IAMClient(client).send(asked)
  const role = InstanceProfile?.Roles?.[0]
  const node = nodeIdentity({
    ...config,
    region,
    startedAt: clock(),
    instanceProfile: {
      arn: InstanceProfile?.Arn ?? '',
      id: InstanceProfile?.InstanceProfileId ?? '',
      roleName: role?.RoleName,
    },
  })
  const { AssumeRoleCommand, STSClient } = await import('@aws-sdk/client-sts')
  const sts = new STSClient(client)
  const credentials = nodeCredentials({
    clock,
    failed: (error) =>
      log.warn({ role: role?.Arn, error: (error as Error).message }, 'the node role cannot be assumed'),
    async assume() {
      const { Credentials } = await sts.send(
        new AssumeRoleCommand({
          RoleArn: role?.Arn,
          RoleSessionName: node.instanceId,
          DurationSeconds: sessionSeconds,
        }),
      )
      if (!Credentials?.Expiration) throw new Error('STS answered no credentials')
      return {
        accessKeyId: Credentials.AccessKeyId ?? '',
        secretAccessKey: Credentials.SecretAccessKey ?? '',
        sessionToken: Credentials.SessionToken ?? '',
        expiration: Credentials.Expiration.getTime(),
      }
    },
  })
  const { hosts, port, rules } = config
  const tell = imdsLog(log, clock)
  return imdsListener({
    hosts,
    port,
    node,
    rules,
    credentials,
    tokens: metadataTokens(clock),
    isOfNode: isOfNode(clock),
    tell(call) {
      answered(call)
      tell(call)
    },
  })
}
