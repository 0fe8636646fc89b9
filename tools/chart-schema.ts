/**
 * Draws deploy/chart/values.schema.json from the values that the chart has, so that Helm refuses a value it does
 * not know. Without `--write` it says whether the schema is stale.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parse } from 'yaml'

const file = 'deploy/chart/values.schema.json'

/** Values that are one of a few. */
const choices: Readonly<Record<string, readonly string[]>> = {
  'image.pullPolicy': ['Always', 'IfNotPresent', 'Never'],
  'webhook.failurePolicy': ['Ignore', 'Fail'],
  'webhook.onUnknown': ['admit', 'deny', 'wait'],
  'webhook.reinvocationPolicy': ['IfNeeded', 'Never'],
  'webhook.tls.source': ['self', 'cert-manager', 'secret'],
  'webhook.tls.issuerRef.kind': ['Issuer', 'ClusterIssuer'],
  'agent.credentials': ['node', 'secret'],
  'agent.imds.httpTokens': ['required', 'optional'],
  'server.auth': ['enforce', 'observe', 'off'],
}

/** Values that are the address of a server, `none`, or left empty. */
const addresses = /(^|\.)(endpoint|podEndpoint|publicUrl)$/

/** Values that Kubernetes knows the inside of. */
const open =
  /(^|\.)(commonLabels|resources|nodeSelector|affinity|annotations|podAnnotations|tolerations|imagePullSecrets|metricsFrom|serverFrom)$/

function schemaOf(value: unknown, path: string): object {
  if (open.test(path)) return { type: Array.isArray(value) ? 'array' : 'object' }
  if (Array.isArray(value)) return { type: 'array', items: { type: 'string' } }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([name, one]) => [
      name,
      schemaOf(one, path ? `${path}.${name}` : name),
    ])
    return { type: 'object', additionalProperties: false, properties: Object.fromEntries(members) }
  }
  if (typeof value === 'number') return { type: 'integer', minimum: 0 }
  if (typeof value === 'boolean') return { type: 'boolean' }
  if (addresses.test(path)) return { type: 'string', pattern: '^(none|https?://[^/ ].*)?$' }
  return { type: 'string', ...(choices[path] ? { enum: choices[path] } : {}) }
}

const values: unknown = parse(readFileSync('deploy/chart/values.yaml', 'utf8'))
const { properties, ...rest } = schemaOf(values, '') as { properties: object }
const schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  ...rest,
  // Helm hands these to every chart.
  properties: { ...properties, global: { type: 'object' } },
}
const text = `${JSON.stringify(schema, undefined, 2)}\n`

if (process.argv.includes('--write')) writeFileSync(file, text)
else if (text !== readFileSync(file, { encoding: 'utf8', flag: 'a+' })) {
  console.error(`${file}: is stale; npm run chart`)
  process.exitCode = 1
}
