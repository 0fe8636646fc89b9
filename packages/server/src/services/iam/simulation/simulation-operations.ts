import type { Operation } from '../../operation.ts'
import { getContextKeysForCustomPolicy } from './get-context-keys-for-custom-policy.ts'
import { getContextKeysForPrincipalPolicy } from './get-context-keys-for-principal-policy.ts'
import { simulateCustomPolicy } from './simulate-custom-policy.ts'
import { simulatePrincipalPolicy } from './simulate-principal-policy.ts'

/** Operations that decide calls nobody makes. */
export const simulationOperations: readonly Operation[] = [
  getContextKeysForCustomPolicy,
  getContextKeysForPrincipalPolicy,
  simulateCustomPolicy,
  simulatePrincipalPolicy,
]
