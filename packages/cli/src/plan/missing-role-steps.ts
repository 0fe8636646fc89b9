import { parseArn } from '@rolecall/core'
import type { ClusterConfig } from '../cluster-config/cluster-config.ts'
import { namedRoles } from './named-roles.ts'
import type { Present } from './present.ts'
import type { Step } from './step.ts'

/** Refuses associations with a role that EKS will not take, so that nothing else is done before that shows. */
export function missingRoleSteps(config: ClusterConfig, present: Present): Step[] {
  return namedRoles(config, present).flatMap(({ association, arn }): Step[] => {
    const { namespace, serviceAccountName } = association
    const refuse = (because: string): Step => ({
      change: 'refuse',
      what: `ServiceAccount ${namespace}/${serviceAccountName} is to have the role ${arn}, which ${because}`,
      calls: [],
    })
    if (parseArn(arn)?.account !== present.account)
      return [refuse('is of another account; such a one can be the target role')]
    if (!Object.hasOwn(present.missingRoles, arn)) return []
    const near = present.missingRoles[arn]?.near
    return [refuse(`does not exist${near === undefined ? '' : `; did you mean ${near}?`}`)]
  })
}
