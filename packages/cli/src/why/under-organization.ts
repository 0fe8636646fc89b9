import { DescribeOrganizationCommand, type OrganizationsClient } from '@aws-sdk/client-organizations'
import type { Answer } from '@rolecall/analyzer'

/**
 * An answer of what the policies of an account allow, as it stands in the account's organization: a member's is
 * undecided, because service control policies are not looked at yet and may deny. A denial stays one. Whether there is
 * an organization is asked of AWS; who may not ask is told by the note that stands with every answer.
 */
export async function underOrganization(
  answer: Answer,
  account: string,
  organizations: OrganizationsClient,
): Promise<Answer> {
  if (answer.result !== 'allowed') return answer
  const found = await organizations.send(new DescribeOrganizationCommand({})).catch(() => undefined)
  const { Id, MasterAccountId } = found?.Organization ?? {}
  if (Id === undefined || MasterAccountId === account) return answer
  const because = `account ${account} is a member of organization ${Id}, whose service control policies are not looked at and may deny it`
  return { ...answer, result: 'undecided', sentence: `${answer.sentence}; but ${because}` }
}
