import { type AwsAccess, awsAccess } from '../aws/aws-access.ts'
import type { ClusterConfig } from '../cluster-config/cluster-config.ts'
import { Refusal } from '../refusal.ts'
import type { Terminal } from '../terminal.ts'
import { loadConfig } from './load-config.ts'
import type { PlanOptions } from './plan-options.ts'

/** What `plan` and `apply` start with: the file, and AWS in the region the file names. */
export async function begin(
  options: PlanOptions,
  terminal: Terminal,
): Promise<{ config: ClusterConfig; aws: AwsAccess }> {
  const config = await loadConfig(options.file, terminal)
  const { region } = config.metadata
  if (options.region !== undefined && options.region !== region) {
    throw new Refusal(`--region ${options.region} is not the region of the file, ${region}`)
  }
  return { config, aws: awsAccess({ ...options, region }) }
}
