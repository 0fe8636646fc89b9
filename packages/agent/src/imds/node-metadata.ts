/** What the node is, as its instance metadata says. */
export interface NodeMetadata {
  /** `i-` and hex digits. The session name of the node role, and so part of every ARN it is seen by. */
  readonly instanceId: string
  readonly account: string
  readonly region: string
  readonly availabilityZone: string
  readonly partition: string
  readonly instanceType: string
  /** The name by which Kubernetes and the network know it. */
  readonly hostname: string
  readonly ipv4: string
  readonly mac: string
  /** Milliseconds since the epoch. */
  readonly startedAt: number
  /** Absent for a node without a role. */
  readonly role?: {
    readonly name: string
    readonly instanceProfileArn: string
    readonly instanceProfileId: string
  }
}
