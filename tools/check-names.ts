/** Every file is named after what it exports: the name of one export has the file's name in it, or is in it. */
import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'

const kebab = (name: string) =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .toLowerCase()

const forbidden = /(^|\/)(utils?|helpers?|common|misc|shared)(\/|\.ts$)/
const problems: string[] = []

for (const file of globSync('packages/*/src/**/*.ts')) {
  if (forbidden.test(file)) problems.push(`${file}: a name that says nothing`)
  const name = basename(file).replace(/(\.data)?\.ts$/, '')
  if (name === 'index' || name === 'main') continue
  const text = readFileSync(file, 'utf8')
  const values = [...text.matchAll(/^export (?:async )?(?:function\*?|const|class|let) (\w+)/gm)].map(
    ([, one]) => one ?? '',
  )
  const types = [...text.matchAll(/^export (?:type|interface) (\w+)/gm)].map(([, one]) => one ?? '')
  if (values.length === 0 && types.length === 0) problems.push(`${file}: exports nothing`)
  const plain = (one: string) => kebab(one).replaceAll('-', '').replace(/ies$/, 'y').replace(/s$/, '')
  const called = (one: string) => plain(one).includes(plain(name)) || plain(name).includes(plain(one))
  const exported = [...values, ...types]
  if (!exported.some(called))
    problems.push(`${file}: none of its exports (${exported.join(', ')}) has its name`)
}

for (const problem of problems) console.error(problem)
process.exitCode = problems.length > 0 ? 1 : 0
