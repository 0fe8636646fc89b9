export { type Draining, draining } from './draining.ts'
export { openedPort } from './opened-port.ts'
export { type ProbeAnswer, type ProbeDoors, probeListener } from './probe-listener.ts'
export { type ProbeServer, probeServer } from './probe-server.ts'
