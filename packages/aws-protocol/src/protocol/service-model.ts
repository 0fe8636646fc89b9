import { missingMembers } from './missing-members.ts'
import type { Operation, ServiceDescription, ServiceModel } from './protocol.ts'
import { protocols } from './protocols.ts'

/**
 * What a service is on the wire, from its operations. A description that leaves out what its protocol needs is
 * refused.
 */
export function serviceModel(service: ServiceDescription): ServiceModel {
  const protocol = protocols[service.protocol]
  const missing = protocol.needs.filter((name) => !service[name])
  if (missing.length > 0) throw new TypeError(`${service.name} needs ${missing.join(' and ')}`)
  const operations = new Map<string, Operation>()
  for (const schema of service.operations) {
    operations.set(schema[2], {
      name: schema[2],
      schema,
      read: lazily(() => protocol.read(schema)),
      write: lazily(() => protocol.write(schema, service)),
      missing: lazily(() => missingMembers(schema[4])),
    })
  }
  const model: ServiceModel = { ...service, operations, route: lazily(() => protocol.route(model)) }
  return model
}

/** Compiles at the first call; starting a server must not wait for operations nobody calls. */
function lazily<A extends unknown[], R>(compile: () => (...of: A) => R): (...of: A) => R {
  let compiled: ((...of: A) => R) | undefined
  return (...of) => {
    compiled ??= compile()
    return compiled(...of)
  }
}
