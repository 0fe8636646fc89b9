import { expect, it } from 'vitest'
import { podManifest } from '../../src/run/pod-manifest.ts'

it.each([
  [['psql', '--password=hunter2', 'shop'], 'psql'],
  [['/home/hunter2/bin/report', 'hunter2'], 'report'],
  [['env', 'PASSWORD=hunter2', 'report'], 'env'],
])('of %j the Pod object holds the name of the program alone', (line, program) => {
  const pod = podManifest('shop', 'reports-x7k2p', 'reports', line)
  expect(pod.spec?.containers?.map(({ command, args }) => [command, args])).toEqual([[[program], undefined]])
  expect(JSON.stringify(pod)).not.toContain('hunter2')
})
