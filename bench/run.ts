/**
 * `npm run bench [name]`: each benchmark measures the product against a floor in the same run and prints the
 * ratio. They inform and fail on no threshold.
 */
import { cpus } from 'node:os'
import { admission } from './admission.ts'
import { agentCredentials } from './agent-credentials.ts'
import { assumeRoleWithWebIdentity } from './assume-role-with-web-identity.ts'
import type { Benchmark } from './benchmark.ts'
import { identityCalls } from './identity-calls.ts'
import { manyRoles } from './many-roles.ts'
import { startUp } from './start-up.ts'
import { watchedServiceAccounts } from './watched-service-accounts.ts'

const benchmarks: readonly Benchmark[] = [
  startUp,
  assumeRoleWithWebIdentity,
  identityCalls,
  manyRoles,
  admission,
  watchedServiceAccounts,
  agentCredentials,
]

const [wanted] = process.argv.slice(2)
console.log(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`)
for (const { name, run } of benchmarks) {
  if (wanted !== undefined && wanted !== name) continue
  console.log(`\n${name}`)
  for (const line of await run()) console.log(`  ${line}`)
}
