import type { Injection } from '@rolecall/webhook/injection'

type Environment = Readonly<Record<string, string | undefined>>

export interface PodPlace {
  /** The name of its Pod object. */
  readonly pod: string
  /** Where AWS is, when it is not AWS itself. */
  readonly endpoint?: string
  /** Of its agent, when that is not at the address of a node's. */
  readonly credentialsUri?: string
  readonly tokenFile: string
  readonly emptyFile: string
}

/** Where calls go and whom they trust is the machine's business, not the pod's; all else of AWS stays out. */
const keptAlways = /^AWS_CA_BUNDLE$/
const longestSessionName = 64
const keptEndpoints = /^AWS_(ENDPOINT_URL(_\w+)?|CA_BUNDLE)$/

/**
 * The environment of a process that stands for a pod: the parent's, with what the webhook would add and nothing else
 * of AWS. Without `injected` its ServiceAccount has no role, and the webhook would leave the pod alone.
 */
export function podEnvironment(
  parent: Environment,
  injected: Injection | undefined,
  { pod, endpoint, credentialsUri, tokenFile, emptyFile }: PodPlace,
): NodeJS.ProcessEnv {
  const kept = endpoint === undefined ? keptEndpoints : keptAlways
  const added = injected?.environment(tokenFile, credentialsUri) ?? {}
  const sts = endpoint || parent['AWS_ENDPOINT_URL_STS'] || parent['AWS_ENDPOINT_URL']
  return {
    // A key or profile of the developer would win over the pod's token in every SDK.
    ...Object.fromEntries(
      Object.entries(parent).filter(([name]) => !name.startsWith('AWS_') || kept.test(name)),
    ),
    ...(endpoint ? { AWS_ENDPOINT_URL: endpoint } : {}),
    // The AWS SDK for Go reads AWS_ENDPOINT_URL too late for a pod's token, and would show it to AWS.
    ...(sts ? { AWS_ENDPOINT_URL_STS: sts } : {}),
    // Without these the SDKs read ~/.aws of the developer.
    AWS_SHARED_CREDENTIALS_FILE: emptyFile,
    AWS_CONFIG_FILE: emptyFile,
    // A laptop or runner in EC2 has a role of its own, which no pod may fall back to unseen.
    AWS_EC2_METADATA_DISABLED: 'true',
    ...added,
    // The one thing the webhook does not set. The AWS CLI keeps credentials below the home folder by role
    // and session name: without a name of its own a pod would be handed those of an earlier one, of
    // another server even. It also names the pod in the trail of any account.
    ...(added['AWS_ROLE_ARN'] ? { AWS_ROLE_SESSION_NAME: pod.slice(0, longestSessionName) } : {}),
  }
}
