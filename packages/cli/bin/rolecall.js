#!/usr/bin/env node
// Plain JavaScript that any Node with ES modules can read, so that an old one gets a sentence and no stack trace.
import { existsSync } from 'node:fs'
import * as module from 'node:module'
import { fileURLToPath } from 'node:url'
import { compileCacheFolder } from './compile-cache-folder.js'
import { resolveOurs } from './resolve-ours.js'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `rolecall: Node 22.18 or later is needed, and this is ${process.versions.node}. In the repository, \`npx rolecall\` brings its own.\n`,
  )
  process.exitCode = 2
} else {
  // Node does not strip types below node_modules, so sources run only where the repository itself lies.
  const source = new URL('../src/main.ts', import.meta.url)
  const inRepository = existsSync(source) && !/[\\/]node_modules[\\/]/.test(fileURLToPath(source))
  const packages = new URL('../../', import.meta.url).href
  module.registerHooks({ resolve: resolveOurs(packages, inRepository) })
  // What was compiled once is kept for the next start. `NODE_COMPILE_CACHE` names another folder, and Node has it.
  const folder = compileCacheFolder(process.env)
  if (folder !== undefined) module.enableCompileCache(folder)
  const { main } = await import(inRepository ? source.href : new URL('../dist/main.js', import.meta.url).href)
  process.exitCode = await main(process.argv.slice(2))
}
