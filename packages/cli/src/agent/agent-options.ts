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
  readonly imds?: boolean
  readonly imdsInstanceProfile?: string
  readonly imdsBindHosts?: readonly string[]
  readonly imdsPort: string
  readonly imdsHttpTokens: 'optional' | 'required'
  readonly imdsHopLimit: string
  readonly imdsBlock?: readonly string[]
  readonly imdsInstanceId?: string
  readonly imdsInstanceType: string
  readonly imdsAvailabilityZone?: string
  readonly imdsExpectedNamespaces?: readonly string[]
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
  { flags: '--imds', text: 'answer the instance metadata service too, for the node itself' },
  {
    flags: '--imds-instance-profile <name>',
    text: 'with --imds: the instance profile whose role the node has; its trust policy must name the principal of the agent',
  },
  {
    flags: '--imds-bind-hosts <host...>',
    text: 'addresses of the instance metadata service (default: 169.254.169.254 and fd00:ec2::254)',
  },
  { flags: '--imds-port <port>', text: 'its port', default: '80' },
  {
    flags: '--imds-http-tokens <state>',
    text: 'required: IMDSv2 alone; optional: IMDSv1 too',
    default: 'required',
    choices: ['required', 'optional'],
  },
  {
    flags: '--imds-hop-limit <n>',
    text: 'hops that the answer with a token may go, 1 to 64; with 1 pods with a network of their own get none',
    default: '1',
  },
  {
    flags: '--imds-block <path...>',
    text: 'paths that are not for pods, with all below (default: the role, the identity document and user data; "none" blocks none)',
  },
  { flags: '--imds-instance-id <id>', text: 'id of the node (default: follows from its name)' },
  { flags: '--imds-instance-type <type>', text: 'type of the node', default: 'rolecall.node' },
  {
    flags: '--imds-expected-namespaces <name...>',
    text: 'namespaces whose pods are meant to reach it; others that can are reported (default: kube-system)',
  },
  { flags: '--imds-availability-zone <zone>', text: 'zone of the node (default: the first of the region)' },
  { flags: '--dry-run', text: 'with initialize: print the commands and run none' },
]
