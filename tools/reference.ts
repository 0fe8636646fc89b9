/** Draws docs/reference from the rows of the services. Without `--write` it says which pages are stale. */
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { serviceReference } from '@rolecall/service-reference'
import { services } from '../packages/server/src/services/services.ts'
import { referencePage } from './reference-page.ts'

const folder = 'docs/reference'
const pages = new Map(
  services.map((service) => [
    `${folder}/${service.model.name}.md`,
    referencePage(service, serviceReference()),
  ]),
)
const stale = [...pages].filter(([file, page]) => !existsSync(file) || readFileSync(file, 'utf8') !== page)
const gone = globSync(`${folder}/*.md`).filter((file) => !pages.has(file))

if (process.argv.includes('--write')) {
  mkdirSync(folder, { recursive: true })
  for (const [file, page] of stale) writeFileSync(file, page)
  for (const file of gone) rmSync(file)
} else {
  for (const file of [...stale.map(([file]) => file), ...gone]) {
    console.error(`${file}: is stale; npm run reference`)
    process.exitCode = 1
  }
}
