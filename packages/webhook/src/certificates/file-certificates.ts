import { readFile } from 'node:fs/promises'
import { followFiles } from '../files/follow-files.ts'
import { type Certificate, readCertificate } from './certificate.ts'
import type { Certificates, CertificatesTools } from './certificates.ts'

/**
 * A certificate from files that somebody else writes, such as cert-manager by a mounted Secret. New files count
 * once both are there and belong together; until then the old ones do.
 */
export async function fileCertificates(
  files: { readonly cert: string; readonly key: string },
  { use, failed, signal }: CertificatesTools,
): Promise<Certificates> {
  let current: Certificate | undefined
  await followFiles({
    paths: async () => [files.cert, files.key],
    async read() {
      const [cert, key] = await Promise.all([readFile(files.cert, 'utf8'), readFile(files.key, 'utf8')])
      const next = readCertificate(cert, key)
      use(next)
      current = next
    },
    failed: (error) => failed(new Error(`${files.cert} and ${files.key}: ${error.message}`)),
    signal,
  })
  return { current: () => current }
}
