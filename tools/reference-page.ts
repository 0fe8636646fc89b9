import type { ServiceReference } from '@rolecall/service-reference'
import type { Service } from '../packages/server/src/services/service.ts'

const access = ['List', 'Read', 'Write', 'Tagging', 'Permissions management']

/** A page about a service: what is offered, which permission each operation needs, and what is left out and why. */
export function referencePage({ model, operations, leftOut }: Service, reference: ServiceReference): string {
  const isLeftOut = new Set(leftOut.flatMap(([, ...schemas]) => schemas.map((schema) => schema[2])))
  const offered = [...operations.keys()].filter((name) => !isLeftOut.has(name)).sort()
  const title = reference.service(model.name)?.title ?? model.name
  const rows = offered.map((name) => {
    const extended = operations.get(name)?.extends
    const shown =
      extended === undefined ? `\`${name}\`` : `\`${name}\` (not of AWS; asks for \`${extended}\`)`
    return `| ${shown} | ${described(extended ?? `${model.name}:${name}`, reference)} |`
  })
  return [
    `# ${title}`,
    '',
    'Drawn from the rows of `packages/server/src/services` by `npm run reference`; the check of `npm test` keeps it true.',
    `Levels, resources and condition keys are those of the Service Authorization Reference.`,
    '',
    `## Offered: ${offered.length}`,
    '',
    '| operation | access | acts on | condition keys of its own |',
    '|---|---|---|---|',
    ...rows,
    '',
    `## Left out: ${isLeftOut.size}`,
    '',
    'Each answers the error that AWS gives for an operation it does not know, with the reason, and is in the trail.',
    '',
    ...leftOut.map(
      ([because, ...schemas]) =>
        `- ${because.charAt(0).toUpperCase()}${because.slice(1)}: ${schemas.map((schema) => `\`${schema[2]}\``).join(', ')}.`,
    ),
    '',
  ].join('\n')
}

function described(name: string, reference: ServiceReference): string {
  const action = reference.action(name)
  if (!action) return 'no permission is needed, or none that policies name | | '
  const levels = access.filter((level) => action.accessLevels.has(level as never)).join(', ')
  const types =
    action.resourceTypes.map((type) => `${type.name}${type.required ? '' : '?'}`).join(', ') || '`*`'
  const keys = [...action.conditionKeys].filter((key) => !key.startsWith('aws:')).sort()
  return `${levels} | ${types} | ${keys.map((key) => `\`${key}\``).join(' ')}`
}
