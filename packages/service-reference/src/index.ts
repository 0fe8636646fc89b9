export type {
  AccessLevel,
  ActionDetails,
  ActionResource,
  ResourceType,
  ServiceDetails,
} from './service-details.ts'
export { type ServiceReference, serviceReference } from './service-reference.ts'
