/**
 * Holds what packages and the server's folders import against the layers of ARCHITECTURE.md, and the picture
 * there against what is true. `--write` draws the picture anew.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { packageLayers, serverLayers } from './layers.data.ts'
import { layersPicture } from './layers-picture.ts'

const problems: string[] = []

/** Layer by name. */
const levels = (layers: readonly (readonly string[])[]) =>
  new Map(layers.flatMap((names, level) => names.map((name) => [name, level] as const)))

const packageLevels = levels(packageLayers.map(({ packages }) => packages))
const dependencies = new Map<string, readonly string[]>()
for (const file of globSync('packages/*/package.json').sort()) {
  const manifest = JSON.parse(readFileSync(file, 'utf8'))
  const name = manifest.name.replace('@rolecall/', '')
  const imported = Object.keys(manifest.dependencies ?? {})
    .filter((one) => one.startsWith('@rolecall/'))
    .map((one) => one.replace('@rolecall/', ''))
  dependencies.set(name, imported)
  const level = packageLevels.get(name)
  if (level === undefined) problems.push(`${file}: ${name} stands in no layer`)
  for (const one of imported) {
    if ((packageLevels.get(one) ?? Infinity) >= (level ?? -1))
      problems.push(`${file}: ${name} may not import ${one}`)
  }
  for (const source of globSync(`packages/${name}/src/**/*.ts`)) {
    for (const [, specifier = ''] of readFileSync(source, 'utf8').matchAll(/from '(@rolecall\/[^']+)'/g)) {
      // A package may have a second door, such as `webhook/injection`.
      const [one = ''] = specifier.replace('@rolecall/', '').split('/')
      if (!imported.includes(one))
        problems.push(`${source}: imports ${specifier}, which is not in the manifest`)
    }
  }
}

const folderLevels = levels(serverLayers)
for (const source of globSync('packages/server/src/*/**/*.ts')) {
  const folder = source.split('/')[3] ?? ''
  const level = folderLevels.get(folder)
  if (level === undefined) {
    problems.push(`${source}: the folder ${folder} stands in no layer of the server`)
    continue
  }
  for (const [, path = ''] of readFileSync(source, 'utf8').matchAll(/from '((?:\.\.\/)+[^']+)'/g)) {
    const target = new URL(path, `file:///${source}`).pathname.split('/')[4] ?? ''
    const below = folderLevels.get(target)
    if (target === folder || below === undefined) continue
    if (below <= level) problems.push(`${source}: ${folder} may not import ${target}`)
  }
}

const page = 'ARCHITECTURE.md'
const present = readFileSync(page, 'utf8')
const drawn = layersPicture(present, packageLayers, serverLayers, dependencies)
if (process.argv.includes('--write')) writeFileSync(page, drawn)
else if (drawn !== present) problems.push(`${page}: the picture is stale; node tools/check-layers.ts --write`)

for (const problem of problems) console.error(problem)
process.exitCode = problems.length > 0 ? 1 : 0
