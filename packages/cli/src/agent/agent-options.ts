import { verbosities } from '@rolecall/agent'
import type { CommandOption } from '../command.ts'

/** The options of `rolecall agent`; numbers and durations are still text. */
export interface AgentOptions {
  readonly clusterName?: string
  readonly port: string
  readonly probePort: string
  readonly metricsAddress: string
  readonly metricsPort: string
  readonly maxCredentialRetentionBeforeRenewal: string
  readonly maxCacheSize: string
  readonly maxServiceQps: string
  readonly maxSourceRps: string
  readonly bindHosts?: readonly string[]
  readonly allowedHosts?: readonly string[]
  readonly rotateCredentials?: boolean | string
  readonly endpoint?: string
  readonly allowPlainHttp?: boolean
  readonly region?: string
  readonly audience?: readonly string[]
  readonly keys: string
  readonly jwks?: string
  readonly issuer?: string
  readonly verbosity: string
  readonly dryRun?: boolean
}

/** The first ones bear the names and defaults of the stock agent; those after --verbosity are ours. */
export const agentOptions: readonly CommandOption[] = [
  {
    flags: '-c, --cluster-name <name>',
    text: 'cluster whose associations count (required but for initialize)',
  },
  { flags: '-p, --port <port>', text: 'port at which pods ask', default: '80' },
  {
    flags: '-b, --bind-hosts <host...>',
    text: 'addresses at which pods ask (default: 169.254.170.23 and fd00:ec2::23)',
  },
  { flags: '--probe-port <port>', text: 'port of /healthz and /readyz on 127.0.0.1', default: '2703' },
  { flags: '--metrics-address <host>', text: 'address of /metrics', default: '0.0.0.0' },
  { flags: '--metrics-port <port>', text: 'port of /metrics', default: '2705' },
  {
    flags: '--endpoint <url>',
    text: "EKS Auth (default: AWS_ENDPOINT_URL_EKS_AUTH, AWS_ENDPOINT_URL, then AWS's)",
  },
  {
    flags: '--rotate-credentials [boolean]',
    text: "the agent's own credentials are profile default of the shared credentials file, read again each minute",
    choices: ['true', 'false'],
  },
  {
    flags: '--max-credential-retention-before-renewal <duration>',
    text: 'credentials are renewed after this, such as 3h; 0 renews none in the background',
    default: '3h',
  },
  {
    flags: '--max-cache-size <pods>',
    text: 'pods whose credentials are held; 0 holds none',
    default: '2000',
  },
  { flags: '--max-service-qps <n>', text: 'renewals in the background, a second', default: '3' },
  { flags: '-v, --verbosity <level>', text: 'how much is logged', default: 'info', choices: verbosities },
  {
    flags: '--allowed-hosts <host...>',
    text: 'names beside the bound addresses that a Host header may bear',
  },
  {
    flags: '--max-source-rps <n>',
    text: 'requests of one source, a second; 0 for no limit',
    default: '1000',
  },
  { flags: '--audience <audience...>', text: 'audiences of tokens (default: pods.eks.amazonaws.com)' },
  {
    flags: '--keys <source>',
    text: 'where the keys come from that tokens are verified with; auto: the API server when in a cluster, else the issuer that DescribeCluster names; none: EKS Auth alone verifies',
    default: 'auto',
    choices: ['auto', 'apiserver', 'cluster', 'none'],
  },
  { flags: '--jwks <file>', text: 'verify with the JSON Web Key Set of a file, which is read again' },
  { flags: '--issuer <url>', text: 'verify with the keys of this issuer' },
  { flags: '--region <region>', text: 'AWS region (default: AWS_REGION, then the instance metadata)' },
  { flags: '--allow-plain-http', text: 'send tokens over plain http beyond this machine' },
  { flags: '--dry-run', text: 'with initialize: print the commands and run none' },
]
