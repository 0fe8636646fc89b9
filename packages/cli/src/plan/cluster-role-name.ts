import { fittedRoleName } from './fitted-role-name.ts'

/** The role made for the control plane of a cluster, called as eksctl calls it. */
export function clusterRoleName(cluster: string): string {
  return fittedRoleName(`eksctl-${cluster}-cluster-ServiceRole`)
}
