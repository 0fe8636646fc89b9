import type { EncryptionConfig } from '@aws-sdk/client-eks'
import { parseArn } from '@rolecall/core'
import { eksFaults } from '../faults.ts'

/** @throws Fault InvalidParameterException for anything but one KMS key for secrets, all that AWS takes. */
export function refuseEncryption(configs: readonly EncryptionConfig[]): void {
  const [only, ...others] = configs
  if (!only || others.length > 0 || only.resources?.join() !== 'secrets')
    throw eksFaults.invalidParameter(
      'The encryptionConfig must have one item, whose resources are [secrets].',
    )
  const arn = parseArn(only.provider?.keyArn ?? '')
  if (arn?.service !== 'kms' || !/^(key|alias)\/./.test(arn.resource))
    throw eksFaults.invalidParameter(`Invalid KMS key ARN: ${only.provider?.keyArn ?? ''}`)
}
