import { join } from 'node:path'
import type { ManagedPolicyDetail } from '@aws-sdk/client-iam'
import { readPolicyDetail } from './read-policy-detail.ts'
import type { ManagedPolicy } from './records/managed-policy.ts'
import { StoreUnusable } from './store/store-unusable.ts'
import { writeDurably } from './write-durably.ts'

/** A policy that is not in the file, and why. */
export interface LeftOut {
  readonly arn: string
  readonly problem: string
}

const whatToDo =
  'Run rolecall import managed-policies again, or remove the file: what was taken in before stays.'

/** What is written of a policy; how often the account has attached it is its own affair. */
const written = [
  ...['PolicyName', 'PolicyId', 'Arn', 'Path', 'DefaultVersionId', 'IsAttachable', 'Description'],
  ...['CreateDate', 'UpdateDate', 'PolicyVersionList', 'VersionId', 'IsDefaultVersion', 'Document'],
]

/**
 * The file in a data folder that brings AWS-managed policies from a live account to the server, which takes it
 * in at its next start. It has the form of what `aws iam get-account-authorization-details` prints.
 */
export const managedPoliciesFile = {
  in: (folder: string): string => join(folder, 'managed-policies.json'),

  /**
   * Writes those of the policies that the server would take, if there are any; the file is whole or is what it was.
   *
   * @param details with their documents in plain JSON.
   */
  write(folder: string, details: readonly ManagedPolicyDetail[]): readonly LeftOut[] {
    const leftOut: LeftOut[] = []
    const lines = details.flatMap((detail) => {
      const line = JSON.stringify(detail, written)
      const read = readPolicyDetail(JSON.parse(line))
      if ('policy' in read) return [line]
      leftOut.push({ arn: detail.Arn ?? 'a policy without an ARN', problem: read.problem })
      return []
    })
    if (lines.length === 0) return leftOut
    const file = managedPoliciesFile.in(folder)
    writeDurably(file, `{"Policies":[\n${lines.join(',\n')}\n]}\n`, `${file}.${process.pid}.new`)
    return leftOut
  },

  /** @throws StoreUnusable, naming the file, unless every policy in it is one. */
  read(file: string, text: string): readonly ManagedPolicy[] {
    const list = policiesIn(text)
    if (!Array.isArray(list) || list.length === 0) {
      throw new StoreUnusable(`${file} is no list of AWS-managed policies. ${whatToDo}`)
    }
    const policies = new Map<string, ManagedPolicy>()
    for (const [index, detail] of list.entries()) {
      const read = readPolicyDetail(detail)
      if ('problem' in read) {
        throw new StoreUnusable(
          `${file}: policy ${index + 1} of ${list.length} ${inOneLine(read.problem)}. ${whatToDo}`,
        )
      }
      const { policy } = read
      if (policies.has(policy.arn)) throw new StoreUnusable(`${file} has ${policy.arn} twice. ${whatToDo}`)
      policies.set(policy.arn, policy)
    }
    return [...policies.values()]
  },
}

function policiesIn(text: string): unknown {
  try {
    return JSON.parse(text)?.Policies
  } catch {
    return undefined
  }
}

function inOneLine(problem: string): string {
  return problem.replace(/\s+/g, ' ').replace(/\.$/, '')
}
