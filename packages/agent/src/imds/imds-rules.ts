/** How the metadata options of an instance stand. Source: EC2 API Reference, InstanceMetadataOptionsRequest. */
export interface ImdsRules {
  /** `required`: IMDSv2 alone. */
  readonly tokens: 'optional' | 'required'
  /** How many hops the answer with a token may go, 1 to 64: with 1 it does not reach a pod's own network. */
  readonly hopLimit: number
  /** Paths that are not for pods, each with all below it. */
  readonly blocked: readonly string[]
}

export const defaultImdsRules: ImdsRules = {
  tokens: 'required',
  hopLimit: 1,
  blocked: ['/latest/meta-data/iam', '/latest/user-data', '/latest/dynamic/instance-identity'],
}
