import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

/*
 * `npm run bundle -w packages/policy`: bundles the front door for browsers and proves what the package promises:
 * nothing of Node, no request to anywhere, and no RegExp or code made from text.
 */
const entry = new URL('../src/index.ts', import.meta.url).pathname
const forbidden: readonly [string, RegExp][] = [
  ['an import of Node', /["']node:|\brequire\(/],
  ['Buffer', /\bBuffer\b/],
  ['process', /\bprocess\b\s*\./],
  ['fetch', /\bfetch\s*\(/],
  ['a RegExp made from text', /\bRegExp\s*\(/],
  ['code made from text', /\beval\s*\(|\bnew Function\b/],
]

const result = await build({
  entryPoints: [entry],
  bundle: true,
  minify: true,
  write: false,
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
  conditions: ['rolecall-source'],
  metafile: true,
})
const text = result.outputFiles[0]!.text
const found = forbidden.filter(([, pattern]) => pattern.test(text)).map(([name]) => name)
const foreign = Object.keys(result.metafile.inputs).filter(
  (input) => input.includes('node_modules/') && !input.includes('@rolecall'),
)
console.log(
  `${Object.keys(result.metafile.inputs).length} files, ${(text.length / 1024).toFixed(1)} KiB, ${(gzipSync(text).length / 1024).toFixed(1)} KiB gzipped`,
)
if (found.length > 0 || foreign.length > 0) {
  console.error(`the bundle holds ${[...found, ...foreign].join(', ')}`)
  process.exit(1)
}
console.log(
  'no import of Node, no Buffer, process or fetch, no RegExp or code made from text, no foreign package',
)
