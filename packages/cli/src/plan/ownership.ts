import type { Present } from './present.ts'

type Place = Pick<Present, 'partition' | 'region' | 'account'>

/** How apply knows what it made, by tags. The cluster's two are eksctl's own, so that eksctl's users find their way. */
export const ownership = {
  /** Set on all that apply makes. Without it nothing that exists is changed unless the user says so. */
  managed: 'rolecall/managed',
  cluster: 'alpha.eksctl.io/cluster-name',
  clusterBefore: 'eksctl.cluster.k8s.io/v1alpha1/cluster-name',
  /** A cluster in another region may have the same name. Roles made by eksctl or long ago are without it. */
  clusterArn: 'rolecall/cluster-arn',
  serviceAccount: 'alpha.eksctl.io/iamserviceaccount-name',
  association: 'alpha.eksctl.io/podidentityassociation-name',

  /** The tags of everything made for a cluster. */
  tagsOf(cluster: string, { partition, region, account }: Place): Record<string, string> {
    return {
      [this.managed]: 'true',
      [this.cluster]: cluster,
      [this.clusterBefore]: cluster,
      [this.clusterArn]: `arn:${partition}:eks:${region}:${account}:cluster/${cluster}`,
    }
  },
} as const
