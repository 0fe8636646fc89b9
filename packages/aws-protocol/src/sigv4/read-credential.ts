import type { ErrorDialect, Signature, SigningScope } from './signature.ts'
import { signatureFault } from './signature-fault.ts'

/**
 *     KEYID/DATE/REGION/SERVICE/aws4_request
 *
 * A key id may itself hold slashes in no service of AWS, so five parts it is.
 */
export function readCredential(
  credential: string,
  timestamp: string,
  form: Signature['form'],
  dialect: ErrorDialect,
): { accessKeyId: string; scope: SigningScope } {
  const parts = credential.split('/')
  const [accessKeyId, date, region, service, term] = parts
  if (!accessKeyId || !date || !region || !service || parts.length !== 5) {
    throw signatureFault(form === 'query' ? 'incompleteQuery' : 'incomplete', dialect, {
      default: `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential.slice(0, 200)}'`,
      s3:
        form === 'query'
          ? 'Error parsing the X-Amz-Credential parameter; the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".'
          : 'The authorization header is malformed; the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".',
    })
  }
  if (term !== 'aws4_request') {
    throw signatureFault(
      'scope',
      dialect,
      `Credential should be scoped with a valid terminator: 'aws4_request', not '${term?.slice(0, 40)}'.`,
    )
  }
  if (date !== timestamp.slice(0, 8)) {
    throw signatureFault('scope', dialect, {
      default: `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${date.slice(0, 40)}' != '${timestamp.slice(0, 8)}', from '${timestamp}'.`,
      s3: `The authorization header is malformed; Invalid credential date "${date.slice(0, 40)}". This date is not the same as X-Amz-Date: "${timestamp.slice(0, 8)}".`,
    })
  }
  return { accessKeyId, scope: { date, region, service } }
}
