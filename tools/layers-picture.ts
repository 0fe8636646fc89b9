const begin = '<!-- layers: drawn by tools/check-layers.ts -->'
const end = '<!-- /layers -->'

/** The page with its picture of the layers drawn anew. */
export function layersPicture(
  page: string,
  packages: readonly { readonly name: string; readonly packages: readonly string[] }[],
  server: readonly (readonly string[])[],
  dependencies: ReadonlyMap<string, readonly string[]>,
): string {
  const [before, rest] = page.split(begin)
  const after = rest?.split(end)[1]
  if (before === undefined || after === undefined) throw new Error('the page has no place for the picture')
  const rows = packages.flatMap(({ name, packages: names }, level) =>
    names.map((one) => `| ${level} ${name} | \`${one}\` | ${list(dependencies.get(one) ?? [])} |`),
  )
  const folders = server.map((names) => names.map((name) => `\`${name}/\``).join(' ')).join(' → ')
  return [
    before.trimEnd(),
    '',
    begin,
    '| layer | package | imports |',
    '|---|---|---|',
    ...rows,
    '',
    `Inside \`server\`: ${folders}`,
    end,
    after.trimStart() === '' ? '' : `\n${after.trimStart()}`,
  ].join('\n')
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'nothing of ours' : names.map((name) => `\`${name}\``).join(' ')
}
