import { nearestName } from '../../names/nearest-name.ts'
import { find } from '../../snapshot/find.ts'
import { issuerOf } from '../issuer-of.ts'
import type { LinkRow } from '../path.ts'
import type { PodSubject } from '../question.ts'

/** The cluster has an OIDC issuer, which signs the tokens of its pods. */
export const issuer: LinkRow<PodSubject> = {
  name: 'issuer',
  needs: [],
  examine({ snapshot, question: { cluster } }) {
    const found = issuerOf(snapshot, cluster)
    if (found.state === 'found') {
      return {
        state: 'ok',
        sentence: `the issuer of cluster ${cluster} is ${found.item.url}`,
        onward: { issuer: found.item },
      }
    }
    if (found.state === 'unread') {
      return {
        state: 'undecided',
        sentence: `the issuer of cluster ${cluster} is not known: ${found.because}`,
      }
    }
    if (find(snapshot, 'clusters', cluster).state === 'found') {
      return {
        state: 'broken',
        sentence: `cluster ${cluster} has no OIDC issuer`,
        fix: `wait until cluster ${cluster} is active, or give it an issuer`,
        mends: false,
      }
    }
    const near = nearestName(
      cluster,
      snapshot.clusters.items.map(({ name }) => name),
    )
    return {
      state: 'broken',
      sentence: `there is no cluster ${cluster}${near ? `; ${near.name} ${near.how}` : ''}`,
      fix: near ? `ask for cluster ${near.name}` : `create cluster ${cluster}`,
      mends: false,
    }
  },
}
