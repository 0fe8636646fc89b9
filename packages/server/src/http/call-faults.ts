import type { ProtocolName } from '@rolecall/aws-protocol'
import { Fault } from '@rolecall/core'

const client = (code: string, status: number, text: string) =>
  new Fault({ code, status, blame: 'client' }, text)

/** The code of a refusal in the Query services, and in the others. */
const codes = {
  unsigned: ['MissingAuthenticationToken', 'MissingAuthenticationTokenException'],
  unknown: ['InvalidClientTokenId', 'UnrecognizedClientException'],
  expired: ['ExpiredToken', 'ExpiredTokenException'],
  wrongScope: ['SignatureDoesNotMatch', 'InvalidSignatureException'],
} as const

const code = (refusal: keyof typeof codes, protocol: ProtocolName) =>
  codes[refusal][protocol === 'query' ? 0 : 1]

/** Refusals before an operation is reached, in AWS's words. Source: "Common error types" of each API Reference. */
export const callFaults = {
  expired: (protocol: ProtocolName) =>
    client(code('expired', protocol), 403, 'The security token included in the request is expired'),
  tooLarge: (limit: number) =>
    client('RequestEntityTooLarge', 413, `The request body is longer than ${limit} bytes.`),
  /** As S3 has it, with the status that HTTP has for it. SDKs try again. */
  tooSlow: () =>
    client(
      'RequestTimeout',
      408,
      'Your socket connection to the server was not read from or written to within the timeout period.',
    ),
  unknown: (protocol: ProtocolName) =>
    client(code('unknown', protocol), 403, 'The security token included in the request is invalid.'),
  unknownService: (name: string | undefined) =>
    name === undefined
      ? client('MissingAuthenticationToken', 403, 'Request is missing Authentication Token')
      : client(
          'UnknownService',
          400,
          `This server has no service called ${JSON.stringify(name.slice(0, 64))}.`,
        ),
  unsigned: (protocol: ProtocolName) =>
    client(code('unsigned', protocol), 403, 'Request is missing Authentication Token'),
  wrongRegion: (protocol: ProtocolName) =>
    client(code('wrongScope', protocol), 403, 'Credential should be scoped to a valid region. '),
  wrongScope: (protocol: ProtocolName, name: string) =>
    client(code('wrongScope', protocol), 403, `Credential should be scoped to correct service: '${name}'. `),
}
