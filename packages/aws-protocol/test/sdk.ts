import { Readable } from 'node:stream'
import { type HttpRequest, type HttpResponse, RequestHeaders } from '@rolecall/aws-protocol'
import type { TestedService } from './services.ts'

export const credentials = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  sessionToken: 'FwoGZXIvYXdzE/+==',
}

/** What a client hands to its HTTP library. */
export interface SdkRequest {
  method: string
  path: string
  query?: Record<string, string | string[] | null>
  headers: Record<string, string>
  body?: string | Uint8Array | Readable
}

const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)

/** The request as it would come over the wire. */
export async function toHttpRequest(request: SdkRequest): Promise<HttpRequest> {
  const pairs = Object.entries(request.query ?? {}).flatMap(([name, value]) =>
    value === null ? [encode(name)] : [value].flat().map((one) => `${encode(name)}=${encode(one)}`),
  )
  const { body } = request
  return {
    method: request.method,
    path: request.path,
    query: pairs.join('&'),
    headers: RequestHeaders.from(request.headers),
    body:
      body === undefined
        ? new Uint8Array()
        : typeof body === 'string' || body instanceof Uint8Array
          ? Buffer.from(body)
          : Buffer.concat(await body.toArray()),
  }
}

interface Client {
  send(command: object): Promise<Record<string, unknown>>
}

/** A real client whose requests are answered by a function in place of a server. */
export function sdkClient(
  service: TestedService,
  answer: (request: HttpRequest) => HttpResponse | Promise<HttpResponse>,
  options: object = {},
): Client {
  const Client = service.sdk[service.client] as new (options: object) => Client
  return new Client({
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1:4566',
    credentials,
    maxAttempts: 1,
    forcePathStyle: true,
    disableHostPrefix: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      async handle(request: SdkRequest) {
        const { status, headers, body } = await answer(await toHttpRequest(request))
        return { response: { statusCode: status, headers, body: Readable.from([Buffer.from(body)]) } }
      },
    },
    ...options,
  })
}

/** Sends one operation by its name. */
export function send(service: TestedService, client: Client, operation: string, input: object) {
  const Command = service.sdk[`${operation}Command`] as new (input: object) => object
  return client.send(new Command(input))
}
