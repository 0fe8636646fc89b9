import type { PodIdentityAssociation } from '@aws-sdk/client-eks'

/** The longest that EKS Auth gives. */
const longestMs = 21_600_000

/** When an association was changed, and until when credentials from before may live, if some still may. */
export function changedLately(
  { createdAt, modifiedAt }: PodIdentityAssociation,
  now: number,
): { at: number; until: number } | undefined {
  const at = modifiedAt?.getTime() ?? 0
  const until = at + longestMs
  return at > (createdAt?.getTime() ?? 0) && until > now ? { at, until } : undefined
}
