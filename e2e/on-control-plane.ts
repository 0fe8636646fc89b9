import { afterAll, afterEach, beforeAll, describe } from 'vitest'
import { findBinaries } from './control-plane/find-binaries.ts'
import { type ControlPlane, startControlPlane } from './control-plane/start-control-plane.ts'

const search = findBinaries()

/**
 * A suite on a control plane of its own, which ends with it and leaves its logs when something in it failed. Where the
 * programs for that are missing, the suite says so in a line and is skipped.
 */
export function onControlPlane(name: string, suite: (controlPlane: () => ControlPlane) => void): void {
  if (!search.found) console.log(`skipped: ${name}: ${search.because}`)
  describe.skipIf(!search.found)(name, () => {
    let controlPlane: ControlPlane | undefined
    let keepLogs = false
    beforeAll(async () => {
      if (search.found) controlPlane = await startControlPlane(search.binaries)
    })
    afterEach(({ task }) => {
      keepLogs ||= task.result?.state === 'fail'
    })
    afterAll(() => controlPlane?.stop({ keepLogs }))
    suite(() => {
      if (!controlPlane) throw new Error('the control plane has not started')
      return controlPlane
    })
  })
}
