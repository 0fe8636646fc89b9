import { injectedNames, podIdentityAgent } from '@rolecall/core'
import type { CommandOption } from '../command.ts'

const { irsa, 'pod-identity': podIdentity } = injectedNames

const option = (flags: string, text: string, more: Partial<CommandOption> = {}): CommandOption => ({
  flags,
  text,
  emptyIsUnset: true,
  ...more,
})
const boolean = (name: string, text: string): CommandOption => ({
  flags: `--${name} [bool]`,
  text,
  boolean: true,
})

/** Flags of the stock webhook. Source: amazon-eks-pod-identity-webhook, `main.go`. */
const stock: readonly CommandOption[] = [
  option('--port <port>', 'port of /mutate, over TLS', { default: '443' }),
  option('--metrics-port <port>', 'port of /metrics, plain', { default: '9999' }),
  option('--kubeconfig <file>', 'kubeconfig of the cluster (default: that of the pod it runs in)'),
  option('--kube-api <url>', 'address of the API server, in place of that of the kubeconfig'),
  option('--tls-cert <file>', 'certificate chain in PEM (default: /etc/webhook/certs/tls.crt)'),
  option('--tls-key <file>', 'its private key in PEM (default: /etc/webhook/certs/tls.key)'),
  option('--tls-min-version <version>', '1.0 to 1.3, or as VersionTLS12 (default: 1.2)'),
  option('--tls-cipher-suites <names>', "suites by Go's names, with commas"),
  boolean('in-cluster', 'false: certificate from files; true: made and kept in --tls-secret (default: true)'),
  option('--service-name <name>', 'Service in front of the webhook', { default: 'pod-identity-webhook' }),
  option('--namespace <name>', 'namespace of Service, Secret and ConfigMap', { default: 'eks' }),
  option('--tls-secret <name>', 'Secret of the certificate', { default: 'pod-identity-webhook' }),
  option('--annotation-prefix <prefix>', 'prefix of annotations', { default: 'eks.amazonaws.com' }),
  option('--token-audience <audience>', 'audience of tokens', { default: irsa.audience }),
  option('--token-mount-path <path>', 'where tokens lie in a pod', {
    default: irsa.mountPath,
  }),
  option('--token-expiration <seconds>', 'life of tokens; less than 600 is 600', { default: '86400' }),
  option('--aws-default-region <region>', 'AWS_REGION and AWS_DEFAULT_REGION of pods (default: none)'),
  boolean('sts-regional-endpoint', 'AWS_STS_REGIONAL_ENDPOINTS=regional for pods'),
  boolean('watch-config-map', 'reads identities from the ConfigMap pod-identity-webhook too'),
  boolean('compose-role-arn', 'an annotation may hold the path and name of a role alone'),
  option('--watch-container-credentials-config <file>', 'JSON file of who has EKS Pod Identity'),
  option('--container-credentials-audience <audience>', 'audience of its tokens', {
    default: podIdentity.audience,
  }),
  option('--container-credentials-token-mount-path <path>', 'where its tokens lie in a pod', {
    default: podIdentity.mountPath,
  }),
  option('--container-credentials-token-volume-name <name>', 'its volume', {
    default: podIdentity.volumeName,
  }),
  option('--container-credentials-token-path <file>', 'its file in the volume', {
    default: podIdentity.tokenPath,
  }),
  option('--container-credentials-full-uri <url>', 'where the agent answers', {
    default: podIdentityAgent.credentialsUris[0]!,
  }),
  option(
    '--service-account-lookup-grace-period <duration>',
    'how long a pod waits for a ServiceAccount that is not known, such as 100ms (default: 500ms; 5s with --on-unknown wait)',
  ),
  option('--resync-period <duration>', 'accepted; a watch here needs none'),
  boolean(
    'enable-debugging-handlers',
    '/debug/alpha/cache on the metrics port, …/deny and …/500 on the other',
  ),
  boolean('version', 'prints the version'),
]

/** What the stock webhook has not. */
const own: readonly CommandOption[] = [
  option('--objects <dir>', 'YAML and JSON files of ServiceAccounts and a ConfigMap, in place of a cluster', {
    emptyIsUnset: false,
  }),
  option(
    '--on-unknown <what>',
    'a pod whose role cannot be found out: admit it without, deny it, or wait and then deny it',
    {
      choices: ['admit', 'deny', 'wait'],
      default: 'admit',
      emptyIsUnset: false,
    },
  ),
  option(
    '--webhook-configuration <name>',
    'MutatingWebhookConfiguration that is told the CA of --tls-secret, and says which pods count as missed',
    {
      default: 'pod-identity-webhook',
    },
  ),
  option('--cluster-name <name>', 'reads the Pod Identity associations of this EKS cluster'),
  option('--associations-interval <duration>', 'how often', { default: '30s' }),
  option(
    '--missed-pods-interval <duration>',
    'how often pods are looked for that should have a role and have none; 0: never',
    { default: '5m' },
  ),
  option('--pod-endpoint-url <url>', 'AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_STS of pods (default: none)'),
  option('--region <region>', 'region of EKS calls (default: AWS_REGION, then --aws-default-region)'),
  option('--endpoint-url <url>', 'where EKS calls go (default: AWS_ENDPOINT_URL, then AWS)'),
  option('--account-id <id>', 'account for --compose-role-arn (default: that of the EC2 instance)'),
  option('--partition <partition>', 'its partition (default: that of --aws-default-region or the instance)'),
  boolean('region-yields-to-env-from', 'a container with envFrom, which may hold a region, is given none'),
  option('--bind-address <ip>', 'address to listen on (default: all)'),
  option('--stop-delay <duration>', 'between saying that it stops and closing', { default: '5s' }),
]

/** Flags of klog. Logs go to standard output as JSON, so only `-v` means something. */
const klog: readonly CommandOption[] = [
  option('-v, --v <level>', 'detail of the log; debug from 4 on', { default: '0' }),
  ...['log_dir', 'log_file', 'log_file_max_size', 'stderrthreshold', 'vmodule', 'log_backtrace_at'].map(
    (name) => option(`--${name} <value>`, 'of klog; accepted and ignored'),
  ),
  ...[
    'logtostderr',
    'alsologtostderr',
    'add_dir_header',
    'skip_headers',
    'skip_log_headers',
    'one_output',
    'legacy_stderr_threshold_behavior',
  ].map((name) => boolean(name, 'of klog; accepted and ignored')),
]

/** Every flag of `rolecall webhook`. */
export const webhookOptions: readonly CommandOption[] = [...stock, ...own, ...klog]
