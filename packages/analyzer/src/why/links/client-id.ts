import { nearestName } from '../../names/nearest-name.ts'
import type { LinkRow } from '../path.ts'
import type { PodSubject } from '../question.ts'

const standard = 'sts.amazonaws.com'

/** The provider takes tokens that are for this audience. */
export const clientId: LinkRow<PodSubject> = {
  name: 'client-id',
  needs: ['provider', 'audience'],
  examine({ provider, audience, serviceAccount, question }) {
    const { arn, clientIds } = provider!
    const wanted = audience!
    if (clientIds === undefined) {
      return { state: 'undecided', sentence: `which audiences ${arn} takes is not known` }
    }
    const evidence = [{ document: arn, text: `client ids: ${clientIds.join(', ') || 'none'}` }]
    if (clientIds.includes(wanted)) {
      return { state: 'ok', sentence: `the provider takes tokens for ${wanted}`, evidence }
    }
    const near = nearestName(wanted, clientIds)
    const sentence = `the provider takes no tokens for ${wanted}${near ? `; its client id ${near.name} ${near.how}` : ''}`
    // An audience of one's own that IAM has not heard of is the odd one out.
    if (wanted !== standard && clientIds.includes(standard) && serviceAccount) {
      const name = `ServiceAccount ${question.namespace}/${question.serviceAccount}`
      const fix = `remove the annotation eks.amazonaws.com/audience of ${name} and restart its pods, or add client id ${wanted} to ${arn}`
      return { state: 'broken', sentence, evidence, fix, onward: { audience: standard } }
    }
    return { state: 'broken', sentence, evidence, fix: `add client id ${wanted} to ${arn}` }
  },
}
