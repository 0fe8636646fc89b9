import { spawnSync } from 'node:child_process'

/** A certificate for 127.0.0.1 and its key, made now; `undefined` when openssl is not on this machine. */
export function certificateOfLoopback(): { readonly certificate: string; readonly key: string } | undefined {
  const names = 'subjectAltName=IP:127.0.0.1,DNS:localhost'
  const line = `req -x509 -newkey rsa:2048 -nodes -subj /CN=localhost -days 2 -addext ${names} -keyout -`
  const { status, stdout } = spawnSync('openssl', line.split(' '), { encoding: 'utf8' })
  if (status !== 0) return undefined
  const block = (kind: string) =>
    new RegExp(`-----BEGIN ${kind}-----[^-]+-----END ${kind}-----\\n`).exec(stdout)?.[0]
  const certificate = block('CERTIFICATE')
  const key = block('PRIVATE KEY')
  return certificate && key ? { certificate, key } : undefined
}
