import { cpSync, globSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { certificateOfLoopback } from './certificate-of-loopback.ts'
import { found, missing } from './found.ts'
import { type Serving, serving } from './serving.ts'

/** Where Terraform's providers are kept on machines that do not fetch them. */
const mirrors = [
  join(homedir(), '.terraform.d/plugins'),
  '/usr/share/terraform/plugins',
  '/usr/local/share/terraform/plugins',
  '/opt/*',
]
const [provider] = globSync(mirrors.map((folder) => `${folder}/registry.terraform.io/hashicorp/aws`))
const version = provider === undefined ? undefined : found('terraform', 'version')
const isMissing = missing(
  version,
  'Terraform with the AWS provider',
  'install terraform, and `terraform providers mirror ~/.terraform.d/plugins`',
)

/** A folder of `terraform/`, and outputs that it must have. */
interface Module {
  readonly name: string
  readonly outputs: Readonly<Record<string, unknown>>
  /** The provider takes an issuer of a cluster only by https. */
  readonly needsTls?: boolean
}

const modules: readonly Module[] = [
  { name: 'identity', outputs: { account: '111122223333', simulated: true } },
  {
    name: 'irsa',
    outputs: { account: '111122223333', roles: 2, operators: ['operator'] },
    needsTls: true,
  },
  {
    name: 'eks',
    outputs: { addons: ['v1.3.10-eksbuild.3', 'v1.23.1-eksbuild.1'], endpoint: true, trusts: true },
    needsTls: true,
  },
]

const certificate = certificateOfLoopback()

describe.skipIf(isMissing).each(modules)('Terraform with the AWS provider: $name', (module) => {
  const { name, outputs, needsTls = false } = module
  if (needsTls && certificate === undefined) {
    console.log(
      `skipped: Terraform module ${name} needs TLS, and openssl, which makes a certificate, is not here`,
    )
  }
  const run = test.skipIf(needsTls && certificate === undefined)
  let server: Serving
  let folder: string

  const terraform = (...line: string[]) =>
    server.run('terraform', [`-chdir=${folder}`, ...line], {
      TF_CLI_CONFIG_FILE: undefined,
      TF_IN_AUTOMATION: '1',
    })

  beforeAll(async () => {
    server = await serving(needsTls ? certificate : undefined)
    folder = join(server.folder, 'terraform')
    cpSync(new URL(`terraform/${name}`, import.meta.url), folder, { recursive: true })
    const plugins = dirname(dirname(dirname(provider ?? '')))
    expect(terraform('init', '-input=false', '-no-color', `-plugin-dir=${plugins}`)).toMatchObject({
      code: 0,
    })
  }, 120_000)
  afterAll(() => server.close())

  run(
    'makes everything',
    () => {
      const { code, errors, output } = terraform('apply', '-auto-approve', '-no-color', '-input=false')
      expect(errors).toBe('')
      expect(code).toBe(0)
      expect(output).toContain('Apply complete!')
      const said: Record<string, { value: unknown }> = JSON.parse(
        terraform('output', '-json', '-no-color').output,
      )
      expect(Object.fromEntries(Object.entries(said).map(([key, { value }]) => [key, value]))).toEqual(
        outputs,
      )
    },
    300_000,
  )

  run(
    'finds nothing to change afterwards',
    () => {
      const { code, output } = terraform('plan', '-detailed-exitcode', '-no-color', '-input=false')
      expect(output).toContain('No changes.')
      expect(code).toBe(0)
    },
    300_000,
  )

  run(
    'takes everything away again',
    () => {
      const { code, errors, output } = terraform('destroy', '-auto-approve', '-no-color', '-input=false')
      expect(errors).toBe('')
      expect(code).toBe(0)
      expect(output).toContain('Destroy complete!')
    },
    300_000,
  )
})
