import type { ServerResponse } from 'node:http'
import { endAnswer } from '@rolecall/http'

/** Sends an answer whole, under its length, so that who still sends reads it. */
export function send(response: ServerResponse, status: number, type: string, text: string): void {
  const bytes = Buffer.from(text)
  response.writeHead(status, { 'content-type': type, 'content-length': bytes.length })
  endAnswer(response, bytes)
}
