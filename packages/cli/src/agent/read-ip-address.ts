import { isIP } from 'node:net'
import { Refusal } from '../refusal.ts'

/** Reads an IP address, in brackets or without, or `localhost`. @throws Refusal */
export function readIpAddress(text: string): string {
  const host = text.replace(/^\[(.*)\]$/, '$1')
  if (isIP(host)) return host
  if (host === 'localhost') return '127.0.0.1'
  throw new Refusal(`${JSON.stringify(text)} is no IP address to listen on.`)
}
