import { iamFaults } from '../faults.ts'

/** Characters of all inline policies of one entity together, white space left out. Source: IAM quotas. */
const quotas = { role: 10_240, user: 2048, group: 5120 } as const

/** @throws Fault LimitExceeded when the inline policies together are too large. */
export function inlineQuota(
  entity: keyof typeof quotas,
  name: string,
  inline: Readonly<Record<string, string>>,
): void {
  const size = Object.values(inline).reduce((sum, document) => sum + document.replace(/\s/g, '').length, 0)
  if (size > quotas[entity]) {
    throw iamFaults.limitExceeded(
      `Maximum policy size of ${quotas[entity]} bytes exceeded for ${entity} ${name}`,
    )
  }
}
