import { GetRoleCommand, type IAMClient, paginateListRoles } from '@aws-sdk/client-iam'
import { inParallel } from './in-parallel.ts'
import { nearArn } from './near-arn.ts'
import type { Present } from './present.ts'
import { unlessDenied } from './unless-denied.ts'
import { unlessMissing } from './unless-missing.ts'

/**
 * Which of these roles of the caller's account do not exist. EKS says so only when an association is made, when the
 * rest is done. Who may not read roles gets no answer here, and hears it then.
 */
export async function readMissingRoles(
  iam: IAMClient,
  wanted: readonly string[],
): Promise<Present['missingRoles']> {
  const found = await inParallel([...new Set(wanted)], async (arn) => {
    const RoleName = arn.slice(arn.lastIndexOf('/') + 1)
    const there = await unlessMissing(iam.send(new GetRoleCommand({ RoleName }))).catch(unlessDenied(arn))
    const is = typeof there === 'string' ? there : there?.Role?.Arn
    // Its path is a part of the ARN, and not of what IAM finds it by.
    return is === arn ? [] : [{ arn, is }]
  })
  const missing = found.flat()
  if (missing.length === 0) return {}
  const arns = missing.every(({ is }) => is !== undefined) ? [] : await listArns(iam)
  return Object.fromEntries(
    missing.map(({ arn, is }) => {
      const near = is ?? nearArn(arn, arns)
      return [arn, near === undefined ? {} : { near }]
    }),
  )
}

/** All of the account, or none where they cannot be listed, which is not what was asked. */
async function listArns(client: IAMClient): Promise<string[]> {
  const arns: string[] = []
  try {
    for await (const page of paginateListRoles({ client, pageSize: 1000 }, {}))
      arns.push(...(page.Roles ?? []).flatMap(({ Arn }) => Arn ?? []))
  } catch (error) {
    return unlessDenied(arns)(error)
  }
  return arns
}
