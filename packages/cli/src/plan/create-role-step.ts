import { statementLines } from './statement-lines.ts'
import type { Call, Step } from './step.ts'
import { tagList } from './tag-list.ts'
import type { WantedRole } from './wanted-role.ts'

/** A role that does not exist yet, with its policies. */
export function createRoleStep(wanted: WantedRole): Step {
  const { name, owner, trust, boundary, inline, attached } = wanted
  const details = [
    ...Object.values(inline).flatMap(statementLines),
    ...attached.map((arn) => `with ${arn}`),
    ...(boundary ? [`never beyond ${boundary}`] : []),
  ]
  const step = { change: 'create', what: `role ${name} for ${owner}`, details } as const
  if (trust === undefined) return { ...step, calls: [], afterCluster: true }
  const calls: Call[] = [
    {
      call: 'iam:CreateRole',
      input: {
        RoleName: name,
        AssumeRolePolicyDocument: JSON.stringify(trust),
        Tags: tagList(wanted.tags),
        ...(boundary ? { PermissionsBoundary: boundary } : {}),
      },
    },
    ...Object.entries(inline).map(([PolicyName, document]): Call => {
      const input = { RoleName: name, PolicyName, PolicyDocument: JSON.stringify(document) }
      return { call: 'iam:PutRolePolicy', input }
    }),
    ...attached.map(
      (PolicyArn): Call => ({ call: 'iam:AttachRolePolicy', input: { RoleName: name, PolicyArn } }),
    ),
  ]
  return { ...step, calls }
}
