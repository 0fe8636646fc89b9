import { type ClusterOptions, clusterOptions } from '../cluster/cluster-options.ts'
import type { Command } from '../command.ts'

export interface WhyOptions extends Partial<ClusterOptions> {
  readonly principal?: string
  readonly context?: readonly string[]
  readonly resourcePolicy?: string
}

/** Who asks for what, for `why` and `can`. */
export const whyArguments: Pick<Command, 'options' | 'operands'> = {
  options: [
    ...clusterOptions.map((option) => ({ ...option, required: false })),
    {
      flags: '--principal <arn>',
      text: 'a role, a session of one, or a user, in place of cluster, namespace and ServiceAccount',
    },
    {
      flags: '--context <key=value...>',
      text: 'what the request will have for a condition key, such as aws:SourceIp=203.0.113.7; again for more',
    },
    {
      flags: '--resource-policy <file>',
      text: 'policy of the resource, a JSON file; none when it has none (default: none, but unknown on AWS itself)',
    },
  ],
  // Both are asked for by `readQuestion`: behind `--context` the parser does not see them.
  operands: '[action-and-resource...]',
}
