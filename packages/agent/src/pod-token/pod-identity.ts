/** A pod as its token names it. Believed once the token is verified, here or by EKS Auth. */
export interface PodIdentity {
  readonly namespace: string
  readonly serviceAccount: string
  readonly podName: string
  readonly podUid: string
}
