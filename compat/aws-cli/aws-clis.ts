import { globSync } from 'node:fs'
import { delimiter } from 'node:path'
import { found } from '../found.ts'

export interface AwsCli {
  /** As it names itself: `aws-cli/2.9.19`. */
  readonly name: string
  readonly path: string
  /** Versions before mid 2023 know no AWS_ENDPOINT_URL. They are told in each line, and cannot get a pod's credentials. */
  readonly isOld: boolean
  /** What each of its lines begins with to reach a server. */
  line(url: string): readonly string[]
}

const isOld = (name: string) => /^aws-cli\/(1\.([0-9]|1\d|2[0-8])\.|2\.([0-9]|1[0-2])\.)/.test(name)

/** The AWS CLIs of this machine, in the order of PATH, the first of each major version: they share no code above botocore. */
export function awsClis(path = process.env['PATH'] ?? ''): readonly AwsCli[] {
  const clis = new Map<string, AwsCli>()
  for (const folder of path.split(delimiter)) {
    if (!folder.startsWith('/') || globSync('aws', { cwd: folder }).length === 0) continue
    const program = `${folder}/aws`
    const name = found(program, '--version')?.split(' ')[0]
    const major = /^aws-cli\/(\d+)\./.exec(name ?? '')?.[1]
    if (name === undefined || major === undefined || clis.has(major)) continue
    clis.set(major, {
      name,
      path: program,
      isOld: isOld(name),
      line: (url) => (isOld(name) ? ['--endpoint-url', url] : []),
    })
  }
  return [...clis.values()]
}
