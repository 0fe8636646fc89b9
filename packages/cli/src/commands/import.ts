import { statSync } from 'node:fs'
import { managedPoliciesFile } from '@rolecall/server'
import { awsAccess } from '../aws/aws-access.ts'
import { type AwsOptions, awsOptions } from '../aws/aws-options.ts'
import { command } from '../command.ts'
import { readManagedPolicies } from '../import/read-managed-policies.ts'
import { Refusal } from '../refusal.ts'

interface ImportOptions extends AwsOptions {
  readonly data: string
}

export const importCommand = command<ImportOptions>({
  description:
    'Reads all AWS-managed policies of a live account (iam:GetAccountAuthorizationDetails, iam:ListPolicies, ' +
    'iam:GetPolicyVersion) and writes DIR/managed-policies.json, whole or not at all. rolecall serve takes it in at ' +
    'its next start: a policy replaces the one of the same ARN that comes with Rolecall. One that an earlier import ' +
    'had and this one lacks stays for those who have it, and cannot be attached any more. Exit code: 0 written, ' +
    '1 written without policies that are not understood, 2 nothing written.',
  options: [
    { flags: '--data <dir>', text: 'data folder of the server', default: '.rolecall' },
    ...awsOptions,
  ],
  operands: '<what>',
  examples: [
    { line: 'rolecall import managed-policies --profile audit', text: 'from AWS, for rolecall serve here' },
    {
      line: 'rolecall import managed-policies --data /var/lib/rolecall --output json',
      text: 'into another data folder, with the outcome for programs',
    },
  ],
  async run(options, [what], terminal) {
    if (what !== 'managed-policies') {
      throw new Refusal(`import takes managed-policies, and ${JSON.stringify(what)} is something else`)
    }
    const { data: folder } = options
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
      throw new Refusal(`there is no data folder ${folder}; rolecall serve --data ${folder} makes it`)
    }
    // Hundreds of calls in a row: those that IAM turns away for their number are made again, more slowly.
    process.env['AWS_RETRY_MODE'] ??= 'adaptive'
    process.env['AWS_MAX_ATTEMPTS'] ??= '10'
    const iam = await awsAccess(options).iam()
    const policies = await readManagedPolicies(iam, (read, of) =>
      terminal.note(`${read}${of === undefined ? '' : ` of ${of}`} policies read …`),
    )
    if (policies.length === 0)
      throw new Refusal('the account answered no AWS-managed policy; nothing is written')
    const leftOut = managedPoliciesFile.write(folder, policies)
    for (const { arn, problem } of leftOut) terminal.note(`left out: ${arn} ${problem}`)
    const file = managedPoliciesFile.in(folder)
    const written = policies.length - leftOut.length
    if (written === 0) throw new Refusal('none of the policies is understood; nothing is written')
    terminal.say(`${written} AWS-managed policies in ${file}; rolecall serve takes them in at its next start`)
    terminal.answer({ file, written, leftOut })
    return leftOut.length > 0 ? 1 : 0
  },
})
