import { type ClusterOptions, clusterOptions } from '../cluster/cluster-options.ts'
import type { CommandOption } from '../command.ts'

/** What the options below give to the command. */
export interface VerifyOptions extends ClusterOptions, FileOptions {
  readonly pod?: string
  /** False with `--no-assume`. */
  readonly assume: boolean
}

/** Files in place of AWS and the cluster. */
export interface FileOptions {
  readonly objects?: string
  readonly authorizationDetails?: string
  readonly oidcProviders?: string
  readonly associations?: string
  readonly issuer?: string
  readonly token?: string
  readonly jwks?: string
}

export const verifyOptions: readonly CommandOption[] = [
  ...clusterOptions,
  { flags: '--pod <name>', text: 'look at this pod only (default: every pod of the ServiceAccount)' },
  {
    flags: '--no-assume',
    text: 'leave out the last steps, for which the role is assumed: nothing is called with it but GetCallerIdentity',
  },
  {
    flags: '--objects <dir>',
    text: 'offline: Kubernetes objects, YAML or JSON, as kubectl get -o yaml prints them; with any of these files no server is asked',
  },
  {
    flags: '--authorization-details <file>',
    text: 'offline: JSON of aws iam get-account-authorization-details',
  },
  {
    flags: '--oidc-providers <file>',
    text: 'offline: JSON of aws iam get-open-id-connect-provider, one or a list',
  },
  {
    flags: '--associations <file>',
    text: 'offline: JSON of aws eks describe-pod-identity-association, one or a list; [] for none',
  },
  { flags: '--issuer <url>', text: 'offline: issuer of the cluster (default: that of the token)' },
  { flags: '--token <file>', text: 'offline: a token as a pod has it; it is not printed' },
  { flags: '--jwks <file>', text: "offline: the issuer's JSON Web Key Set" },
]
