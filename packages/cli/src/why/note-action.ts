import { nearestName } from '@rolecall/analyzer'
import { serviceReference } from '@rolecall/service-reference'
import type { Terminal } from '../terminal.ts'

/**
 * Notes an action that AWS is not known to have: policies may allow it all the same, so that its answer is true and of
 * no use. AWS may have it by now.
 */
export function noteAction(action: string, terminal: Terminal): void {
  const reference = serviceReference()
  const [prefix = ''] = action.toLowerCase().split(':')
  if (prefix === 'rolecall' || reference.action(action)) return
  const service = reference.service(prefix)
  const absent = service
    ? `${service.title} is not known to have an action ${action}`
    : `no service of AWS is known by ${prefix}`
  const names = service
    ? [...service.actions.values()].map(({ name }) => name)
    : [...reference.services.keys()].map((one) => `${one}${action.slice(prefix.length)}`)
  const near = nearestName(action, names)
  terminal.note(`rolecall: ${absent}${near ? `; ${near.name} ${near.how}` : ''}`)
}
