import type { Finding } from '../document/finding.ts'
import { lineFinder } from '../document/line-finder.ts'
import type { PolicyKind } from '../document/policy-kinds.ts'
import { readPolicy } from '../document/read-policy.ts'
import { actionChecks } from './action-checks.ts'
import { arnFormatChecks } from './arn-format-checks.ts'
import type { Check, Known } from './check.ts'
import { keyChecks } from './key-checks.ts'
import { keySupportChecks } from './key-support-checks.ts'
import { KnownServices } from './known-services.ts'
import { operatorChecks } from './operator-checks.ts'
import { policyChecks } from './policy-checks.ts'
import { principalChecks } from './principal-checks.ts'
import { resourceChecks } from './resource-checks.ts'
import { resourcePolicyTypes } from './resource-policy-types.data.ts'
import type { ServiceData } from './service-data.ts'
import { servicePrincipalChecks } from './service-principal-checks.ts'
import { trustChecks } from './trust-checks.ts'
import { valueChecks } from './value-checks.ts'
import { variableChecks } from './variable-checks.ts'

const checks: readonly Check[] = [
  ...policyChecks,
  ...actionChecks,
  ...principalChecks,
  ...servicePrincipalChecks,
  ...trustChecks,
  ...resourceChecks,
  ...arnFormatChecks,
  ...variableChecks,
  ...operatorChecks,
  ...keyChecks,
  ...keySupportChecks,
  ...valueChecks,
]
/** As many as anybody reads. */
const mostFindings = 1000

/**
 * What Access Analyzer finds in a policy, with its codes, in the order of the text. Never throws. Messages are
 * ours. README.md lists the codes, and those that are not found and why.
 *
 * @param data what is known of AWS services; without it nothing is said about what exists in them.
 * @param resourceType what a resource policy is attached to, such as `AWS::S3::Bucket`; without it, or when it is
 * none that ValidatePolicy knows, nothing is said that depends on it.
 * @example
 * validatePolicy('{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}', 'identity')
 * // [{ code: 'MISSING_VERSION', severity: 'warning', line: 1, column: 1, … }]
 */
export function validatePolicy(
  text: string,
  kind: PolicyKind,
  data?: ServiceData,
  resourceType?: string,
): Finding[] {
  const { partial, findings } = readPolicy(text, kind)
  const all = [...findings]
  const lineAndColumn = lineFinder(text)
  const known: Known = {
    services: data && new KnownServices(data),
    attachedTo: resourcePolicyTypes.find(({ type }) => type === resourceType),
  }
  if (partial) {
    for (const { code, severity, kinds, find } of checks) {
      if (kinds && !kinds.includes(kind)) continue
      find(
        partial,
        (message, { path, start, end }) => {
          if (all.length >= mostFindings) return
          all.push({ code, severity, message, path, ...lineAndColumn(start), start, end })
        },
        known,
      )
    }
  }
  return all.slice(0, mostFindings).sort((left, right) => left.start - right.start)
}
