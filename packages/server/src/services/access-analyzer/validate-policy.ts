import {
  ValidatePolicy$,
  type ValidatePolicyRequest,
  type ValidatePolicyResponse,
} from '@aws-sdk/client-accessanalyzer'
import { formatPageToken, parsePageToken } from '@rolecall/core'
import { validatePolicy as findingsOf, lineFinder } from '@rolecall/policy'
import { serviceReference } from '@rolecall/service-reference'
import type { Given } from '../given.ts'
import { operation } from '../operation.ts'
import { analyzerConstraints } from './constraints.ts'
import { analyzerFaults } from './faults.ts'
import { findingOutput } from './finding-output.ts'
import { policyKind } from './policy-kind.ts'

const usual = 100
const most = 1000

/** Findings are in English, whatever locale is asked for. */
export const validatePolicy = operation<Given<ValidatePolicyRequest>, ValidatePolicyResponse>(
  ValidatePolicy$,
  {
    constraints: {
      locale: analyzerConstraints.locale,
      maxResults: analyzerConstraints.maxResults,
      policyType: analyzerConstraints.policyType,
      validatePolicyResourceType: analyzerConstraints.resourceType,
    },
    authorize: () => [{ action: 'access-analyzer:ValidatePolicy', resource: '*' }],
    trail: { readOnly: true },
    async handle({ policyDocument, policyType, validatePolicyResourceType, maxResults = usual, nextToken }) {
      if (validatePolicyResourceType !== undefined && policyType !== 'RESOURCE_POLICY') {
        throw analyzerFaults.invalidField(
          'validatePolicyResourceType',
          'validatePolicyResourceType is for policies of type RESOURCE_POLICY.',
        )
      }
      const from = start(nextToken)
      const kind = policyKind(policyType, validatePolicyResourceType)
      const found = findingsOf(policyDocument, kind, serviceReference(), validatePolicyResourceType)
      const next = from + Math.min(maxResults, most)
      const lineAndColumn = lineFinder(policyDocument)
      return {
        findings: found
          .slice(from, next)
          .map((finding) => findingOutput(policyDocument, lineAndColumn, finding)),
        ...(next < found.length ? { nextToken: formatPageToken(String(next)) } : {}),
      }
    },
  },
)

function start(nextToken: string | undefined): number {
  if (nextToken === undefined) return 0
  const from = Number(parsePageToken(nextToken) || Number.NaN)
  if (!Number.isSafeInteger(from) || from < 0)
    throw analyzerFaults.invalidField('nextToken', 'Invalid nextToken.')
  return from
}
