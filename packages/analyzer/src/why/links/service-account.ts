import { nearestName } from '../../names/nearest-name.ts'
import { associationFor } from '../../snapshot/association-for.ts'
import { find } from '../../snapshot/find.ts'
import type { Found, LinkRow, Path } from '../path.ts'
import type { PodSubject } from '../question.ts'

/** The ServiceAccount is there. */
export const serviceAccount: LinkRow<PodSubject> = {
  name: 'service-account',
  needs: [],
  examine({ snapshot, question }) {
    const { cluster, namespace, serviceAccount: name } = question
    const found = find(snapshot, 'serviceAccounts', `${cluster}/${namespace}/${name}`)
    const what = `ServiceAccount ${namespace}/${name}`
    if (find(snapshot, 'clusters', cluster).state === 'missing') {
      return { state: 'undecided', sentence: `there is no cluster ${cluster} that could have ${what}` }
    }
    if (found.state === 'found') {
      return {
        state: 'ok',
        sentence: `${what} exists in cluster ${cluster}`,
        onward: { serviceAccount: found.item },
      }
    }
    if (found.state === 'unread') {
      return { state: 'undecided', sentence: `${what} of cluster ${cluster} is not known: ${found.because}` }
    }
    return missing({ snapshot, question })
  },
}

function missing({ snapshot, question }: Pick<Path<PodSubject>, 'snapshot' | 'question'>): Found {
  const { cluster, namespace, serviceAccount: name } = question
  const here = snapshot.serviceAccounts.items.filter((one) => one.cluster === cluster)
  const namesake = here.find((one) => one.name === name)
  const others = here.filter((one) => one.namespace === namespace).map((one) => one.name)
  const near = nearestName(name, others)
  const absent = `there is no ServiceAccount ${name} in namespace ${namespace} of cluster ${cluster}`
  // An association names it whether it is there or not; an annotation is made with it.
  const isAssociated = associationFor(snapshot, question).state === 'found'
  const annotated = isAssociated ? '' : ', annotated with eks.amazonaws.com/role-arn'
  const create = `create ServiceAccount ${namespace}/${name}${annotated}`
  if (near) {
    return {
      state: 'broken',
      sentence: `${absent}; ${near.name} ${near.how}`,
      fix: `name ServiceAccount ${near.name} in the pod (serviceAccountName), or ${create}`,
      mends: false,
    }
  }
  const elsewhere = namesake ? `; there is one of that name in namespace ${namesake.namespace}` : ''
  return { state: 'broken', sentence: absent + elsewhere, fix: create, mends: isAssociated }
}
