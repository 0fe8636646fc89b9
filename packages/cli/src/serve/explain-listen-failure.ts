import { Refusal } from '../refusal.ts'

const sentences: Readonly<Record<string, (address: string, flag: string) => string>> = {
  EACCES: (address) => `${address} may not be listened on by this user; take a port above 1023.`,
  EADDRINUSE: (address, flag) => `${address} is in use by another program; give another one with ${flag}.`,
  EADDRNOTAVAIL: (address) => `${address} is no address of this machine.`,
  EAFNOSUPPORT: (address) => `${address} is no address of this machine.`,
  EAI_AGAIN: (address) => `${address} cannot be looked up.`,
  EINVAL: (address) => `${address} is no address of this machine.`,
  ENOTFOUND: (address) => `${address} is no address of this machine.`,
}

/**
 * What to tell when the port cannot be opened. What is no such failure is handed back as it is.
 *
 * @param at where; without a host: on every address
 */
export function explainListenFailure(
  error: unknown,
  { host, port, flag = '--listen' }: { host?: string | undefined; port: number; flag?: string },
): unknown {
  const { code = '', message } = error as { code?: string; message: string }
  if (/^ERR_(OSSL|SSL|TLS)_/.test(code)) {
    return new Refusal(`The TLS certificate or its key cannot be used: ${message}.`)
  }
  const sentence = sentences[code]
  const address = host === undefined ? `port ${port}` : `${host}:${port}`
  return sentence ? new Refusal(sentence(address, flag)) : error
}
