import { CredentialReportExpiredException$, CredentialReportNotPresentException$ } from '@aws-sdk/client-iam'
import { faultOf } from '@rolecall/aws-protocol'
import { iamFaults } from '../faults.ts'

/** Refusals about accounts. AWS says nothing beside the code of those about reports. */
export const accountFaults = {
  aliasExists: (alias: string) => iamFaults.alreadyExists(`The account alias ${alias} already exists.`),
  noSuchAlias: (alias: string) => iamFaults.noSuchEntity(`The account alias ${alias} cannot be found.`),
  reportExpired: () =>
    faultOf(CredentialReportExpiredException$, 'The credential report has expired. Generate another.'),
  reportNotPresent: () =>
    faultOf(CredentialReportNotPresentException$, 'There is no credential report. Generate one first.'),
}
