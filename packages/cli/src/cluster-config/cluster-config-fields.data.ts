import type {
  ClusterConfig,
  ClusterIam,
  ClusterMeta,
  IamServiceAccount,
  PodIdentityAssociation,
} from './cluster-config.ts'
import { field } from './field.ts'

const { document, exactly, flag, leftToEksctl, list, refused, section, text, textMap } = field

const wellKnownPolicies = (arns: string, inline: string) =>
  refused(`is not offered: name a managed policy in ${arns}, or write the policy in ${inline}`)

const notYet = 'is not offered yet; leave it out, and nothing of it is changed'

/**
 * Every field of the file: how it is read, or that it is refused, or left to eksctl. A name that stands
 * nowhere here is refused, so that nothing in a file is overlooked in silence.
 * Source: the schema of eksctl, `eksctl.io/v1alpha5`.
 */
export const clusterConfigFields = section<ClusterConfig>(
  {
    apiVersion: exactly('eksctl.io/v1alpha5'),
    kind: exactly('ClusterConfig'),
    metadata: section<ClusterMeta>(
      { name: text, region: text, version: text, tags: textMap },
      ['name', 'region'],
      { annotations: leftToEksctl, forceUpdateVersion: leftToEksctl },
    ),
    iam: section<ClusterIam>(
      {
        withOIDC: flag,
        serviceRoleARN: text,
        serviceRolePermissionsBoundary: text,
        serviceAccounts: list(
          section<IamServiceAccount>(
            {
              metadata: section<IamServiceAccount['metadata']>(
                { name: text, namespace: text, labels: textMap, annotations: textMap },
                ['name'],
              ),
              roleName: text,
              roleOnly: flag,
              attachPolicyARNs: list(text),
              attachPolicy: document,
              attachRoleARN: text,
              permissionsBoundary: text,
              subjectPattern: text,
              tags: textMap,
            },
            ['metadata'],
            {
              wellKnownPolicies: wellKnownPolicies('attachPolicyARNs', 'attachPolicy'),
            },
          ),
        ),
        podIdentityAssociations: list(
          section<PodIdentityAssociation>(
            {
              namespace: text,
              serviceAccountName: text,
              createServiceAccount: flag,
              roleARN: text,
              roleName: text,
              permissionPolicyARNs: list(text),
              permissionPolicy: document,
              permissionsBoundaryARN: text,
              targetRoleARN: text,
              disableSessionTags: flag,
              policy: text,
              tags: textMap,
            },
            ['namespace', 'serviceAccountName'],
            { wellKnownPolicies: wellKnownPolicies('permissionPolicyARNs', 'permissionPolicy') },
          ),
        ),
      },
      [],
      {
        autoCreatePodIdentityAssociations: refused(notYet),
        fargatePodExecutionRoleARN: leftToEksctl,
        fargatePodExecutionRolePermissionsBoundary: leftToEksctl,
        vpcResourceControllerPolicy: leftToEksctl,
      },
    ),
  },
  ['apiVersion', 'kind', 'metadata'],
  {
    accessConfig: refused(notYet),
    iamIdentityMappings: refused(notYet),
    addons: leftToEksctl,
    addonsConfig: leftToEksctl,
    autoModeConfig: leftToEksctl,
    availabilityZones: leftToEksctl,
    cloudWatch: leftToEksctl,
    controlPlaneScalingConfig: leftToEksctl,
    deletionProtection: leftToEksctl,
    fargateProfiles: leftToEksctl,
    gitops: leftToEksctl,
    identityProviders: leftToEksctl,
    karpenter: leftToEksctl,
    kubernetesNetworkConfig: leftToEksctl,
    localZones: leftToEksctl,
    managedNodeGroups: leftToEksctl,
    nodeGroups: leftToEksctl,
    outpost: leftToEksctl,
    privateCluster: leftToEksctl,
    remoteNetworkConfig: leftToEksctl,
    secretsEncryption: leftToEksctl,
    upgradePolicy: leftToEksctl,
    vpc: leftToEksctl,
    zonalShiftConfig: leftToEksctl,
  },
)
