import { GetPolicyCommand, type IAMClient, paginateListPolicies } from '@aws-sdk/client-iam'
import { inParallel } from './in-parallel.ts'
import { nearArn } from './near-arn.ts'
import type { Present } from './present.ts'
import { unlessDenied } from './unless-denied.ts'
import { unlessMissing } from './unless-missing.ts'
import type { WantedRole } from './wanted-role.ts'

/**
 * The managed policies that roles are to have, have not yet, and that do not exist. IAM says so only when one is
 * attached, when half of a plan is done. Who may not read policies gets no answer here, and hears it then.
 */
export async function readMissingPolicies(
  iam: IAMClient,
  wanted: readonly WantedRole[],
  roles: Present['roles'],
): Promise<Present['missingPolicies']> {
  const asked = wanted.flatMap(({ name, attached, boundary }) => {
    const state = Object.hasOwn(roles, name) ? roles[name] : undefined
    const there = [...(state?.attached ?? []), state?.boundary]
    return [...attached, ...(boundary === undefined ? [] : [boundary])].filter((arn) => !there.includes(arn))
  })
  const found = await inParallel([...new Set(asked)], async (PolicyArn) => {
    const getting = iam.send(new GetPolicyCommand({ PolicyArn })).catch(unlessDenied(undefined))
    return (await unlessMissing(getting.then(() => true))) ? [] : [PolicyArn]
  })
  const missing = found.flat()
  if (missing.length === 0) return {}
  const arns = await listArns(iam)
  return Object.fromEntries(
    missing.map((arn) => {
      const near = nearArn(arn, arns)
      return [arn, near === undefined ? {} : { near }]
    }),
  )
}

/** All that the account can attach, or none where they cannot be listed, which is not what was asked. */
async function listArns(client: IAMClient): Promise<string[]> {
  const arns: string[] = []
  try {
    for await (const page of paginateListPolicies({ client, pageSize: 1000 }, { Scope: 'All' })) {
      arns.push(...(page.Policies ?? []).flatMap(({ Arn }) => Arn ?? []))
    }
  } catch (error) {
    return unlessDenied(arns)(error)
  }
  return arns
}
