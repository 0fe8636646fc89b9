import type { Flow } from '../flow.ts'
import { eksFlows } from './eks-flows.ts'
import { explanationFlows } from './explanation-flows.ts'
import { mfaFlows } from './mfa-flows.ts'
import { organizationFlows } from './organization-flows.ts'
import { policyFlows } from './policy-flows.ts'
import { providerFlows } from './provider-flows.ts'
import { questionFlows } from './question-flows.ts'
import { sessionFlows } from './session-flows.ts'
import { userFlows } from './user-flows.ts'

/** In this order, on one server; each but the last leaves nothing behind. */
export const flows: readonly Flow[] = [
  ...userFlows,
  ...policyFlows,
  ...providerFlows,
  ...mfaFlows,
  ...sessionFlows,
  ...questionFlows,
  ...explanationFlows,
  ...eksFlows,
  ...organizationFlows,
]
