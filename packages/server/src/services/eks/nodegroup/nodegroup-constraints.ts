import { AMITypes, CapacityTypes, NodegroupUpdateStrategies, TaintEffect } from '@aws-sdk/client-eks'
import { integer, list, oneOf, structure, text } from '@rolecall/aws-protocol'

const capacity = integer({ min: 1 })
const percentage = integer({ min: 1, max: 100 })
const taint = structure({
  key: text({ min: 1, max: 63 }),
  value: text({ min: 0, max: 63 }),
  effect: oneOf(Object.values(TaintEffect)),
})

/** Source: Amazon EKS API Reference, the parameters of the actions on node groups. */
export const nodegroupConstraints = {
  amiType: oneOf(Object.values(AMITypes)),
  capacityType: oneOf(Object.values(CapacityTypes)),
  diskSize: integer({ min: 1, max: 16_384 }),
  instanceTypes: list({ max: 20, of: text({ min: 1, max: 64 }) }),
  name: text({ min: 1, max: 63, pattern: '[0-9A-Za-z][A-Za-z0-9_-]*' }),
  scalingConfig: structure({
    minSize: integer({ min: 0 }),
    maxSize: capacity,
    desiredSize: integer({ min: 0 }),
  }),
  taint,
  taints: list({ max: 50, of: taint }),
  updateConfig: structure({
    maxUnavailable: integer({ min: 1, max: 100 }),
    maxUnavailablePercentage: percentage,
    updateStrategy: oneOf(Object.values(NodegroupUpdateStrategies)),
  }),
}
