/**
 * Draws deploy/manifests from deploy/chart with Helm (`HELM`, or `helm` on the PATH), for those who apply plain
 * files. Without `--write` it says which are stale. Exit code 3: there is no Helm.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'

const helm = process.env['HELM'] ?? 'helm'

/** A file for each part; what has to be filled in by hand is written in capitals. */
const files: Readonly<Record<string, readonly string[]>> = {
  webhook: [],
  agent: ['webhook.enabled=false', 'agent.enabled=true', 'clusterName=CLUSTER_NAME', 'region=REGION'],
  server: ['webhook.enabled=false', 'server.enabled=true', 'server.tls.secretName=rolecall-server-tls'],
}

const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: rolecall\n'

function draw(part: string, settings: readonly string[]): string {
  const flags = settings.flatMap((one) => ['--set', one])
  const { stdout, stderr, status, error } = spawnSync(
    helm,
    ['template', 'rolecall', 'deploy/chart', '--namespace', 'rolecall', ...flags],
    { encoding: 'utf8' },
  )
  if (error) {
    console.error(`There is no Helm (${helm}): the manifests are neither drawn nor looked at.`)
    process.exit(3)
  }
  if (status !== 0) throw new Error(stderr)
  const drawn = stdout
    .split('\n')
    .filter((line) => !/^\s+(helm\.sh\/chart|app\.kubernetes\.io\/managed-by):|^# Source: /.test(line))
    .join('\n')
    .replace(/\n+(?=---\n)/g, '\n')
    .trimEnd()
  const by = settings.length > 0 ? ` with ${settings.join(', ')}` : ''
  return `# ${part}: drawn from deploy/chart${by} (npm run chart). kubectl apply -f this file.\n---\n${namespace}${drawn}\n`
}

for (const [part, settings] of Object.entries(files)) {
  const file = `deploy/manifests/${part}.yaml`
  const text = draw(part, settings)
  if (process.argv.includes('--write')) {
    mkdirSync('deploy/manifests', { recursive: true })
    writeFileSync(file, text)
  } else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
    console.error(`${file}: is stale; npm run chart`)
    process.exitCode = 1
  }
}
