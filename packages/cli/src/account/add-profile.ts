import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { openDraft } from './open-draft.ts'
import { readIfThere } from './read-if-there.ts'
import { refuseTakenProfile } from './refuse-taken-profile.ts'

export interface ProfileKeys {
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/**
 * Adds a profile to a credentials file, for its owner alone; every other line stays as it is. When this returns it
 * is on disk, and when it is cut off the file is as it was.
 *
 * @param keys `undefined` only finds out whether it can be written: before a key is made that would be lost.
 * @throws Refusal when the profile is there already, or another is writing the file.
 */
export function addProfile(file: string, profile: string, keys: ProfileKeys | undefined): void {
  const { target, draft, handle } = openDraft(file)
  let replaced = false
  try {
    const before = readIfThere(target)
    refuseTakenProfile(file, before, profile)
    if (!keys) return
    const gap = before === '' ? '' : before.endsWith('\n') ? '\n' : '\n\n'
    const lines = [
      `[${profile}]`,
      `aws_access_key_id = ${keys.accessKeyId}`,
      `aws_secret_access_key = ${keys.secretAccessKey}`,
    ]
    writeFileSync(handle, `${before}${gap}${lines.join('\n')}\n`)
    fsyncSync(handle)
    renameSync(draft, target)
    replaced = true
    const folder = openSync(dirname(target), 'r')
    fsyncSync(folder)
    closeSync(folder)
  } finally {
    closeSync(handle)
    // After the rename one of this name is somebody else's.
    if (!replaced) rmSync(draft, { force: true })
  }
}
