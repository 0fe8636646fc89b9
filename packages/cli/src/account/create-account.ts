import { parseArn } from '@rolecall/core'
import { awsAccess } from '../aws/aws-access.ts'
import { Refusal } from '../refusal.ts'
import type { Terminal } from '../terminal.ts'
import type { AccountOptions } from './account-options.ts'
import { addProfile } from './add-profile.ts'
import { credentialsFile } from './credentials-file.ts'
import { ensureOrganization } from './ensure-organization.ts'
import { enterAccount } from './enter-account.ts'
import { makeAccount } from './make-account.ts'
import { makeAdministrator } from './make-administrator.ts'
import { moveAccount } from './move-account.ts'
import { refuseMissingUnit } from './refuse-missing-unit.ts'

/** `rolecall account create NAME`: what can be refused is, before anything is made. */
export async function createAccount(
  options: AccountOptions,
  names: readonly string[],
  terminal: Terminal,
): Promise<void> {
  const [name, ...more] = names
  if (name === undefined || more.length > 0) throw new Refusal('account create takes one name')
  const { email, ou, createOrganization = false, saveAs: profile = name } = options
  if (email === undefined)
    throw new Refusal('an account has an email that no other has; give it with --email')
  if (!/^(?=.{6,64}$)[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
    throw new Refusal(`${JSON.stringify(email)} is no email of 6 to 64 characters`)
  if (!/^[\w.@+-]+$/.test(profile)) {
    throw new Refusal(`${profile} is no name for a profile; give one with --save-as`)
  }
  const file = credentialsFile(options.credentials, terminal)
  addProfile(file, profile, undefined)
  const aws = awsAccess(options)
  const client = await aws.organizations()
  const organization = await ensureOrganization(client, createOrganization, terminal)
  const partition = parseArn(organization.Arn ?? '')?.partition ?? 'aws'
  if (ou !== undefined) await refuseMissingUnit(client, ou)
  const id = await terminal.during(`making account ${name}`, makeAccount(client, name, email))
  if (ou !== undefined) await moveAccount(client, id, ou)
  const role = `arn:${partition}:iam::${id}:role/OrganizationAccountAccessRole`
  const entering = enterAccount(await aws.sts(), role)
  const credentials = await terminal.during(`assuming ${role}`, entering)
  const making = makeAdministrator(await aws.iamAs(credentials), partition)
  const keys = await terminal.during('making its administrator', making)
  addProfile(file, profile, keys)
  terminal.say(`account ${id} (${name}) is there; its administrator is profile ${profile} of ${file}`)
  terminal.answer({ id, name, email, organization: organization.Id, profile, credentials: file })
}
