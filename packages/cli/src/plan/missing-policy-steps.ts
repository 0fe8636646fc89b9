import type { Present } from './present.ts'
import type { Step } from './step.ts'
import type { WantedRole } from './wanted-role.ts'

/** Refuses a role that is to have policies which do not exist, so that nothing is taken from it before that shows. */
export function missingPolicySteps(
  { name, attached, boundary }: WantedRole,
  { missingPolicies }: Present,
): Step[] {
  const arns = [...attached, ...(boundary === undefined ? [] : [boundary])]
  return [...new Set(arns)]
    .filter((arn) => Object.hasOwn(missingPolicies, arn))
    .map((arn) => {
      const near = missingPolicies[arn]?.near
      const hint = near === undefined ? '' : `; did you mean ${near}?`
      return {
        change: 'refuse',
        what: `role ${name} is to have the policy ${arn}, which does not exist${hint}`,
        calls: [],
      }
    })
}
