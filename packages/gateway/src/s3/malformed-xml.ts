import { Fault } from '@rolecall/core'

/** S3's answer to a body it cannot read. */
export function malformedXml(): Fault {
  return new Fault(
    { code: 'MalformedXML', status: 400, blame: 'client' },
    'The XML you provided was not well-formed or did not validate against our published schema',
  )
}
