import { join } from 'node:path'
import type { Terminal } from '../terminal.ts'

/** Where the SDK looks for profiles with keys. */
export function credentialsFile(given: string | undefined, { environment }: Terminal): string {
  const home = environment['HOME'] ?? environment['USERPROFILE'] ?? '.'
  return given ?? environment['AWS_SHARED_CREDENTIALS_FILE'] ?? join(home, '.aws', 'credentials')
}
