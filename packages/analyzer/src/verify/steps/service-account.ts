import { find } from '../../snapshot/find.ts'
import { issuer } from '../../why/links/issuer.ts'
import { serviceAccount as link } from '../../why/links/service-account.ts'
import { linkStep } from '../link-step.ts'
import { noServiceAccount } from '../no-service-account.ts'
import type { StepRow } from '../progress.ts'

/** The cluster and its ServiceAccount are there. */
export const serviceAccount: StepRow = {
  name: 'service-account',
  needs: [],
  examine(progress) {
    const { cluster } = progress.question
    if (find(progress.snapshot, 'clusters', cluster).state === 'missing')
      return linkStep(issuer.examine(progress), { kind: 'no-cluster' })
    const found = link.examine(progress)
    return found.state === 'broken'
      ? noServiceAccount(progress)
      : linkStep(found, { kind: 'no-service-account' })
  },
}
