import { annotations as keys } from '../annotations.ts'
import type { LinkRow } from '../path.ts'
import type { PodSubject } from '../question.ts'

const key = keys.audience
const standard = 'sts.amazonaws.com'

/** Whom the pod's token is for. */
export const audience: LinkRow<PodSubject> = {
  name: 'audience',
  needs: ['serviceAccount'],
  examine({ serviceAccount }) {
    const { annotations, namespace, name } = serviceAccount!
    const value = annotations[key]
    if (value === undefined) {
      return {
        state: 'ok',
        sentence: `its tokens are for the audience ${standard}`,
        onward: { audience: standard },
      }
    }
    const evidence = [
      { document: `ServiceAccount ${namespace}/${name}`, text: `${key}: ${JSON.stringify(value)}` },
    ]
    if (value === '') {
      return {
        state: 'broken',
        sentence: `the annotation ${key} is empty, so its tokens are for nobody`,
        evidence,
        fix: `remove the annotation ${key} of ServiceAccount ${namespace}/${name}, and restart its pods`,
        onward: { audience: standard },
      }
    }
    return {
      state: 'ok',
      sentence: `its tokens are for the audience ${value}, by annotation`,
      evidence,
      onward: { audience: value },
    }
  },
}
