import type { Present } from './present.ts'

/** What is about to be changed: said first, so that nobody applies to the wrong account. */
export function whereLine(cluster: string, { region, account, endpoint }: Present): string {
  return `cluster ${cluster} in ${region}, account ${account} at ${endpoint ?? 'AWS'}`
}
