import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import type { Logger } from './logger.ts'
import { managedPoliciesFile } from './managed-policies-file.ts'
import { importedPolicies } from './records/imported-policy.ts'
import { policyImports } from './records/policy-import.ts'
import type { Store } from './store/store.ts'

interface TakeIn {
  readonly store: Store
  readonly folder: string
  readonly now: number
  readonly log: Logger
}

/**
 * Takes in the AWS-managed policies that an import left in the data folder, once: a file that was taken in last
 * costs its digest. Nothing that may be in use goes away: a policy that is in the store and not in the file stays
 * for those who have it, and nobody gets it any more, which is what AWS does with a policy it takes back.
 *
 * @throws StoreUnusable when the file is broken; nothing is written then.
 */
export async function takeInManagedPolicies({ store, folder, now, log }: TakeIn): Promise<void> {
  const file = managedPoliciesFile.in(folder)
  if (!existsSync(file)) return
  const text = readFileSync(file, 'utf8')
  const digest = createHash('sha256').update(text).digest('hex')
  const last = await store.reader.get(policyImports, ['last'])
  if (last?.digest === digest) return
  const policies = managedPoliciesFile.read(file, text)
  const given = new Set(policies.map(({ arn }) => arn))
  const gone = (await store.reader.list(importedPolicies, [])).filter(({ arn }) => !given.has(arn))
  await store.transact(async (transaction) => {
    for (const policy of policies) await transaction.put(importedPolicies, [policy.arn], policy)
    for (const policy of gone) {
      await transaction.put(importedPolicies, [policy.arn], { ...policy, isAttachable: false })
    }
    await transaction.put(policyImports, ['last'], { digest, at: now })
  })
  log.info({ file, policies: policies.length }, 'took in AWS-managed policies')
  if (gone.length > 0) {
    const arns = gone.map(({ arn }) => arn)
    log.warn(
      { file, arns },
      'the import lacks these policies: who has them keeps them, nobody else gets them',
    )
  }
}
