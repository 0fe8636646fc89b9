import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

/** A certificate for this machine that signs itself, of the kind that clusters have, and its key, as files. */
export function serverCertificate(folder: string): { readonly cert: string; readonly key: string } {
  const files = { cert: join(folder, 'tls.crt'), key: join(folder, 'tls.key') }
  const line =
    'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=127.0.0.1'.split(' ')
  execFileSync('openssl', [...line, '-keyout', files.key, '-out', files.cert], { stdio: 'ignore' })
  return files
}
