import type { AssumeRoleWithSAMLRequest } from '@aws-sdk/client-sts'
import { parseArn } from '@rolecall/core'
import { samlContext } from '@rolecall/policy'
import { type SamlProvider, samlProviders } from '../../../records/saml-provider.ts'
import { readSamlTime } from '../../../saml/read-saml-time.ts'
import type { Proof } from '../../operation.ts'
import type { CallContext } from '../../service-context.ts'
import { stsFaults } from '../faults.ts'
import { type AwsAttributes, awsAttributes } from './aws-attributes.ts'
import { checkAssertion } from './check-assertion.ts'
import { checkResponse } from './check-response.ts'
import { nameQualifier } from './name-qualifier.ts'
import { readAssertion, type SamlAssertion } from './read-assertion.ts'
import { readResponse } from './read-response.ts'
import { samlFaults } from './saml-faults.ts'
import { trustedMetadata } from './trusted-metadata.ts'

/** What a verified SAML assertion says. */
export interface SamlIdentity extends Proof {
  readonly provider: SamlProvider
  readonly assertion: SamlAssertion
  readonly asked: AwsAttributes
  readonly nameQualifier: string
  /** Milliseconds since the epoch: the session must not live longer. */
  readonly sessionEnd: number | undefined
  /** The condition keys that the assertion brings. */
  readonly keys: ReturnType<typeof samlContext>
}

/**
 * Verifies the assertion of an AssumeRoleWithSAML call. Whom to trust follows from the ARNs of the call, never
 * from the response: its keys and names are not looked at before a key of the provider's metadata fits.
 */
export async function proveSamlIdentity(
  input: AssumeRoleWithSAMLRequest,
  { now, partition, reader, vault }: CallContext,
): Promise<SamlIdentity> {
  const { RoleArn = '', PrincipalArn = '' } = input
  const account = parseArn(RoleArn)?.account
  if (account === undefined) throw stsFaults.validation(`${RoleArn} is invalid`)
  const provider = await providerOf(account, PrincipalArn, reader)
  if (provider.validUntil <= now) throw samlFaults.providerExpired()
  const { entityId, signingKeys } = trustedMetadata(provider)
  const against = { ...provider, entityId, partition, now }
  const response = readResponse(input.SAMLAssertion ?? '')
  checkResponse(response, against)
  const privateKeys = provider.privateKeys.map(({ id, sealedKey }) =>
    vault.open(`SAML private key ${id}`, sealedKey),
  )
  // What knows XML signatures is large, and most servers never see one.
  const { verifiedAssertion } = await import('./verified-assertion.ts')
  const assertion = readAssertion(verifiedAssertion(response, { signingKeys, privateKeys }))
  checkAssertion(assertion, against)
  const asked = awsAttributes(assertion)
  const wanted = [RoleArn, PrincipalArn].sort().join()
  if (!asked.roles.some((pair) => [...pair].sort().join() === wanted)) throw samlFaults.otherRole()
  const doc = `${account}/${provider.name}`
  const { issuer, recipient, subject, subjectType } = assertion
  const qualifier = nameQualifier(issuer, doc)
  const attributes = [...assertion.attributes].map(
    ([name, values]) => [name, values.map(({ text }) => text)] as const,
  )
  return {
    account,
    provider,
    assertion,
    asked,
    nameQualifier: qualifier,
    sessionEnd: sessionEndOf(assertion, now),
    keys: samlContext({ doc, issuer, recipient, subject, subjectType, nameQualifier: qualifier, attributes }),
    username: subject,
    userIdentity: {
      type: 'SAMLUser',
      principalId: `${qualifier}:${subject}`,
      userName: subject,
      identityProvider: qualifier,
    },
    requestParameters: {
      sAMLAssertionID: assertion.id,
      roleSessionName: asked.sessionName,
      ...(asked.sourceIdentity === undefined ? {} : { sourceIdentity: asked.sourceIdentity }),
      ...(asked.Tags.length === 0
        ? {}
        : { principalTags: Object.fromEntries(asked.Tags.map(({ Key = '', Value = '' }) => [Key, Value])) }),
      ...(asked.TransitiveTagKeys.length === 0 ? {} : { transitiveTagKeys: asked.TransitiveTagKeys }),
    },
  }
}

/** The provider, which like in AWS must be of the role's account. @throws Fault InvalidIdentityToken */
async function providerOf(
  account: string,
  arn: string,
  reader: CallContext['reader'],
): Promise<SamlProvider> {
  const name = parseArn(arn)?.resource.replace(/^saml-provider\//, '')
  const provider = name ? await reader.get(samlProviders, [account, name.toLowerCase()]) : undefined
  if (provider?.arn !== arn) throw samlFaults.noProvider()
  return provider
}

function sessionEndOf({ sessionEnds }: SamlAssertion, now: number): number | undefined {
  const ends = sessionEnds.map((text) => readSamlTime(text) ?? Number.NaN)
  if (ends.some(Number.isNaN)) throw samlFaults.malformed()
  const end = ends.length === 0 ? undefined : Math.min(...ends)
  if (end !== undefined && end <= now) throw samlFaults.expired(now, end)
  return end
}
