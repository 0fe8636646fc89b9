import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'

const binary = fileURLToPath(new URL('../bin/rolecall.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'rolecall-compile-cache-'))

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A home of its own for each case, with what is there before the first start. */
function newHome(prepare: (home: string) => void = () => {}): string {
  const home = mkdtempSync(join(folder, 'home-'))
  prepare(home)
  return home
}

/** Runs the real binary, and answers what it wrote. */
function version(environment: Readonly<Record<string, string>>): string {
  const { PATH = '' } = process.env
  const env = { PATH, TMPDIR: join(folder, 'tmp'), ...environment }
  const { stdout, stderr } = spawnSync(process.execPath, [binary, '--version'], { env, encoding: 'utf8' })
  return stdout + stderr
}

const compiled = (cache: string) => {
  const place = join(cache, 'rolecall', 'compiled')
  return existsSync(place) ? readdirSync(place, { recursive: true }).length : 0
}

mkdirSync(join(folder, 'tmp'))

test('what was compiled is kept below the home, for its user alone', () => {
  const home = newHome()
  expect(version({ HOME: home })).toMatch(/^\d+\.\d+\.\d+\n$/)
  expect(compiled(join(home, '.cache'))).toBeGreaterThan(5)
  const { mode } = statSync(join(home, '.cache', 'rolecall', 'compiled'))
  expect(mode & 0o777).toBe(0o700)
  expect(readdirSync(join(folder, 'tmp'))).toEqual([])
  const kept = compiled(join(home, '.cache'))
  expect(version({ HOME: home })).toMatch(/^\d+\.\d+\.\d+\n$/)
  expect(compiled(join(home, '.cache'))).toBe(kept)
})

test('XDG_CACHE_HOME and NODE_COMPILE_CACHE name another place', () => {
  const home = newHome()
  const cache = newHome()
  version({ HOME: home, XDG_CACHE_HOME: cache })
  expect(compiled(cache)).toBeGreaterThan(5)
  const other = newHome()
  version({ HOME: home, NODE_COMPILE_CACHE: other })
  expect(readdirSync(other)).toHaveLength(1)
  expect(readdirSync(home)).toEqual([])
})

const make = (mode: number, ...path: string[]) => {
  mkdirSync(join(...path), { recursive: true })
  chmodSync(join(...path), mode)
}

const refused: Readonly<Record<string, (home: string) => void>> = {
  'others write in the cache folder': (home) => make(0o777, home, '.cache'),
  'the cache folder is sticky and everybody writes in it': (home) => make(0o1777, home, '.cache'),
  'a group writes in the home': (home) => chmodSync(home, 0o770),
  'others read what is compiled': (home) => make(0o755, home, '.cache', 'rolecall', 'compiled'),
  'others write above it': (home) => {
    make(0o700, home, '.cache', 'rolecall', 'compiled')
    chmodSync(join(home, '.cache', 'rolecall'), 0o707)
  },
  'a link leads to where others write': (home) => {
    make(0o777, home, 'open')
    symlinkSync(join(home, 'open'), join(home, '.cache'))
  },
  'a file is in its place': (home) => {
    make(0o700, home, '.cache')
    symlinkSync('/dev/null', join(home, '.cache', 'rolecall'))
  },
}

test.each(Object.entries(refused))('nothing is kept where %s, and the command runs', (_name, prepare) => {
  const home = newHome(prepare)
  expect(version({ HOME: home })).toMatch(/^\d+\.\d+\.\d+\n$/)
  expect(compiled(join(home, '.cache'))).toBe(0)
})

test.runIf(process.geteuid?.() === 0)(
  'nothing is kept below a folder of somebody else, by root least of all',
  () => {
    const home = newHome((one) => {
      make(0o755, one, '.cache')
      chownSync(join(one, '.cache'), 12_345, 12_345)
    })
    expect(version({ HOME: home })).toMatch(/^\d+\.\d+\.\d+\n$/)
    expect(readdirSync(join(home, '.cache'))).toEqual([])
  },
)

test('a home that is not there is not made', () => {
  const home = join(folder, 'none')
  expect(version({ HOME: home })).toMatch(/^\d+\.\d+\.\d+\n$/)
  expect(existsSync(home)).toBe(false)
})
