import type { Present } from './present.ts'

type Place = Pick<Present, 'region' | 'account' | 'endpoint'>

/** What is about to be changed: said first, so that nobody applies to the wrong account. */
export function whereLine(cluster: string, { region, account, endpoint }: Place): string {
  return `cluster ${cluster} in ${region}, account ${account} at ${endpoint ?? 'AWS'}`
}
