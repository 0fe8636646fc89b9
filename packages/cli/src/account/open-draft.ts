import { mkdirSync, openSync, realpathSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { Refusal } from '../refusal.ts'

export interface Draft {
  /** What the draft is to replace. A file that is a link stays one: what it points to is replaced. */
  readonly target: string
  readonly draft: string
  readonly handle: number
}

/** Opens what will replace a file, for its owner alone. One can at a time. @throws Refusal for the second */
export function openDraft(file: string): Draft {
  makeFolder(resolve(dirname(file)))
  const target = behindLinks(file)
  const draft = `${target}.new`
  try {
    return { target, draft, handle: openSync(draft, 'wx', 0o600) }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    throw new Refusal(`another is writing beside ${draft}; if nobody is, remove that file`)
  }
}

/** Node's own way of making parents never ends where the system answers ENOENT below a folder that is there. */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return
  if (dirname(folder) !== folder) makeFolder(dirname(folder))
  mkdirSync(folder, { mode: 0o700 })
}

function behindLinks(file: string): string {
  try {
    return realpathSync(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return file
  }
}
