import { iamFaults } from '../faults.ts'

const { alreadyExists, invalidInput, limitExceeded, noSuchEntity } = iamFaults

/** Refusals of operations on SAML providers, in AWS's words. Source: "Troubleshoot SAML federation", IAM User Guide. */
export const samlProviderFaults = {
  addAndRemoveKey: () =>
    invalidInput(
      'Unable to add and remove private keys in the same request. Set a value for only one of the two parameters.',
    ),
  exists: (name: string) => alreadyExists(`Provider with name ${name} already exists.`),
  keyLimit: (most: number) => limitExceeded(`Private key limit of ${most} is reached.`),
  keyMissing: () =>
    invalidInput('Unable to set assertion encryption mode to Required because no private key is provided.'),
  noSuchKey: () =>
    noSuchEntity('Failed to remove private key because the Key ID does not match a private key.'),
  noSuchProvider: (arn: string) => noSuchEntity(`Manifest not found for arn ${arn}`),
  notKey: () => invalidInput('Invalid private key.'),
  notMetadata: () => invalidInput('Could not parse metadata'),
  nothingToUpdate: () =>
    invalidInput(
      'Unable to update identity provider. No updates are defined for metadata or encryption assertion.',
    ),
}
