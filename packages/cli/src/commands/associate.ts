import { DescribeClusterCommand } from '@aws-sdk/client-eks'
import { type AssociateOptions, associateOptions } from '../associate/associate-options.ts'
import { associationConfig } from '../associate/association-config.ts'
import { awsAccess } from '../aws/aws-access.ts'
import { noSuchCluster } from '../cluster/no-such-cluster.ts'
import { command } from '../command.ts'
import { applyConfig } from '../plan/apply-config.ts'
import { showPlan } from '../plan/show-plan.ts'
import { unlessMissing } from '../plan/unless-missing.ts'

export const associate = command<AssociateOptions>({
  description:
    'Gives the pods of a ServiceAccount a role through EKS Pod Identity: makes the role with its trust policy and ' +
    'policies, and the association. It works on a Rolecall server and on AWS alike, a second run has nothing to ' +
    'do, and one that was interrupted goes on where it was. Policies that you do not name are taken from the role ' +
    'it made. Pods that run already need a restart. ' +
    'Exit code: 0 done, 1 with --dry-run something would change, 2 refused or denied.',
  options: associateOptions,
  examples: [
    {
      line: 'rolecall associate --cluster shop -n shop --service-account reports --policy-arn arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess',
      text: 'a role of its own',
    },
    {
      line: 'rolecall associate --cluster shop -n shop --service-account reports --policy reports.json --create-service-account',
      text: 'with a policy from a file, and the ServiceAccount too',
    },
    {
      line: 'rolecall associate --cluster shop -n shop --service-account reports --target-role-arn arn:aws:iam::444455556666:role/data',
      text: 'a role in another account, reached through one that is made here',
    },
  ],
  async run(options, _operands, terminal) {
    const aws = awsAccess(options)
    const eks = await aws.eks()
    const config = associationConfig(options, await eks.config.region())
    const asking = unlessMissing(eks.send(new DescribeClusterCommand({ name: options.cluster })))
    const described = await terminal.during(`looking for cluster ${options.cluster}`, asking)
    if (!described) throw await noSuchCluster(aws, options.cluster)
    if (options.dryRun) return showPlan(config, aws, options, terminal)
    await applyConfig(config, aws, options, terminal)
    return 0
  },
})
