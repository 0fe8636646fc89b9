import { createPrivateKey } from 'node:crypto'
import type { SamlPrivateKey } from '../../../records/saml-provider.ts'
import type { ServiceContext } from '../../service-context.ts'
import { newSamlId } from './new-saml-id.ts'
import { samlProviderFaults } from './saml-provider-faults.ts'

/** RSA of fewer bits hides nothing. */
const leastBits = 2048

/** A private key as it is kept. @throws Fault InvalidInput for text that is no RSA key in PEM without a password */
export function sealPrivateKey(pem: string, { random, vault, now }: ServiceContext): SamlPrivateKey {
  if (!isRsaKey(pem)) throw samlProviderFaults.notKey()
  const id = newSamlId('SAMLPK', random)
  return { id, createdAt: now, sealedKey: vault.close(`SAML private key ${id}`, pem) }
}

function isRsaKey(pem: string): boolean {
  try {
    const key = createPrivateKey({ key: pem, format: 'pem' })
    return key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= leastBits
  } catch {
    return false
  }
}
