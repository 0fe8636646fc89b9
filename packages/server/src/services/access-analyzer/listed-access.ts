import type { Access as GivenAccess } from '@aws-sdk/client-accessanalyzer'
import type { Access } from '@rolecall/policy'
import { analyzerFaults } from './faults.ts'

/** A pattern of actions or ARNs as policies write them. */
const action = /^(?:\*|[\w*?-]+:[\w*?-]+)$/
const resource = /^(?:\*|arn:[^:]*:[^:]*:[^:]*:[^:]*:.+)$/s

/**
 * What a call lists. A list that is empty is one that is left out.
 *
 * @throws Fault ValidationException for what names nothing: to say that it is not granted would help nobody.
 */
export function listedAccess(given: readonly GivenAccess[]): Access[] {
  return given.map(({ actions = [], resources = [] }) => {
    if (actions.length === 0 && resources.length === 0)
      throw analyzerFaults.invalidField('access', 'An access must list actions or resources.')
    const noAction = actions.find((one) => !action.test(one))
    if (noAction !== undefined)
      throw analyzerFaults.invalidField('access', `${noAction} is no action, such as s3:GetObject or s3:*.`)
    const noResource = resources.find((one) => !resource.test(one))
    if (noResource !== undefined)
      throw analyzerFaults.invalidField('access', `${noResource} is no ARN of six parts, and not "*".`)
    return {
      ...(actions.length > 0 ? { actions } : {}),
      ...(resources.length > 0 ? { resources } : {}),
    }
  })
}
