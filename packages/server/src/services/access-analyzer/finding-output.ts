import type { ValidatePolicyFinding, ValidatePolicyFindingType } from '@aws-sdk/client-accessanalyzer'
import type { Finding, lineFinder } from '@rolecall/policy'
import { findingLocation } from './finding-location.ts'

const reference =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks'

/** How AWS names a severity, and how the anchors of its reference of policy checks do. */
const severities: Readonly<
  Record<Finding['severity'], { readonly type: ValidatePolicyFindingType; readonly anchor: string }>
> = {
  error: { type: 'ERROR', anchor: 'error' },
  'security-warning': { type: 'SECURITY_WARNING', anchor: 'security-warning' },
  suggestion: { type: 'SUGGESTION', anchor: 'suggestion' },
  warning: { type: 'WARNING', anchor: 'general-warning' },
}

/** A finding as Access Analyzer writes it, with our text in place of AWS's. */
export function findingOutput(
  text: string,
  lineAndColumn: ReturnType<typeof lineFinder>,
  finding: Finding,
): ValidatePolicyFinding {
  const { code, severity, message } = finding
  const { type, anchor } = severities[severity]
  return {
    findingDetails: `${message}.`,
    findingType: type,
    issueCode: code,
    learnMoreLink: `${reference}-${anchor}-${code.toLowerCase().replaceAll('_', '-')}`,
    locations: [findingLocation(text, lineAndColumn, finding)],
  }
}
