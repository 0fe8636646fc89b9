import { serviceReference } from '@rolecall/service-reference'
import type { GrantedActions } from './granted-actions.ts'

/** The services whose calls the trail holds action by action: those that this server answers itself. */
const tracked = ['cloudtrail', 'eks', 'iam', 'sts'] as const

/** The tracked actions that are granted, by service and sorted. */
export function trackedActions(granted: GrantedActions): Record<string, string[]> {
  const entries = tracked.map((service): [string, string[]] => {
    const actions = [...(serviceReference().service(service)?.actions.values() ?? [])]
    const names = actions.map(({ name }) => name).filter((name) => granted.allows(name.toLowerCase()))
    return [service, names.map((name) => name.slice(service.length + 1)).sort()]
  })
  return Object.fromEntries(entries.filter(([, names]) => names.length > 0))
}
