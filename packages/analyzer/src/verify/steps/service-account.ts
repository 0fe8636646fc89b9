import { find } from '../../snapshot/find.ts'
import { issuer } from '../../why/links/issuer.ts'
import { serviceAccount as link } from '../../why/links/service-account.ts'
import { commands } from '../commands.ts'
import { linkStep } from '../link-step.ts'
import type { StepRow } from '../progress.ts'
import { symptoms } from '../symptoms.ts'

/** The cluster and its ServiceAccount are there. */
export const serviceAccount: StepRow = {
  name: 'service-account',
  needs: [],
  examine(progress) {
    const { question, setup, snapshot } = progress
    const { namespace, serviceAccount: name, cluster } = question
    if (find(snapshot, 'clusters', cluster).state === 'missing')
      return linkStep(issuer.examine(progress), { kind: 'no-cluster' })
    const { associations } = setup
    const dangling =
      associations.state === 'found' &&
      associations.item.some((one) => one.namespace === namespace && one.serviceAccount === name)
    return linkStep(link.examine(progress), {
      kind: dangling ? 'dangling-association' : 'no-service-account',
      error: symptoms.noServiceAccount(namespace, name),
      fix: commands.createServiceAccount(question),
    })
  },
}
