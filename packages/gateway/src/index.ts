export { type GatewayDoor, gateway } from './gateway.ts'
export type {
  Arrival,
  Backend,
  GatewayCaller,
  GatewayLog,
  GatewayTools,
  Identified,
  RecordedCall,
  RequestHead,
  TrailResource,
} from './gateway-tools.ts'
