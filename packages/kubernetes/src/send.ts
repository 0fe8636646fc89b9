import type { IncomingMessage } from 'node:http'
import type { KubernetesConnection } from './kubernetes-connection.ts'
import { KubernetesFault } from './kubernetes-fault.ts'
import { type KubernetesRequest, openAnswer } from './open-answer.ts'
import { readStatus } from './read-status.ts'

const longestAnswer = 64 * 1024 * 1024

/** Sends one request and answers its JSON. Throws `KubernetesFault` for anything but a success. */
export async function send(connection: KubernetesConnection, request: KubernetesRequest): Promise<unknown> {
  const incoming = await openAnswer(connection, request)
  const { host } = new URL(connection.server)
  const text = await read(incoming, host)
  const status = incoming.statusCode ?? 0
  if (status < 200 || status > 299) throw readStatus(status, text)
  try {
    return JSON.parse(text)
  } catch {
    throw new KubernetesFault(status, 'Unknown', `${host} answered something that is not JSON`)
  }
}

async function read(incoming: IncomingMessage, host: string): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      length += chunk.length
      if (length > longestAnswer) throw new Error(`the answer is longer than ${longestAnswer} bytes`)
      chunks.push(chunk)
    }
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error)
    throw new KubernetesFault(0, 'Unreachable', `no answer from the Kubernetes API at ${host}: ${words}`)
  }
  return Buffer.concat(chunks).toString()
}
