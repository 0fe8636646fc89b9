import { serviceOfOperations } from '../service-of-operations.ts'
import { cloudtrailLeftOut } from './left-out.data.ts'
import { lookupEvents } from './lookup-events.ts'

/** AWS CloudTrail. Source: AWS CloudTrail API Reference, 2013-11-01. */
export const cloudtrail = serviceOfOperations(
  {
    name: 'cloudtrail',
    protocol: 'json-1.1',
    version: '2013-11-01',
    targetPrefix: 'CloudTrail_20131101',
  },
  [lookupEvents],
  cloudtrailLeftOut,
)
