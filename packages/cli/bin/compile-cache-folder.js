import { existsSync, mkdirSync, realpathSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'

const forOthers = 0o077
const writableByOthers = 0o022
const sticky = 0o1000

/**
 * The folder in which compiled code is kept between starts, below the user's own cache folder. What lies in it is
 * executed, so Node's own choice, a folder of a known name in the temporary folder that everybody shares, will not do:
 * `undefined` unless nobody else can write in it or put another in its place, or when it cannot be made.
 */
export function compileCacheFolder({ NODE_COMPILE_CACHE, XDG_CACHE_HOME }) {
  // Node has taken that one by itself.
  if (NODE_COMPILE_CACHE) return undefined
  try {
    // A home that is not there is not made.
    const [home, ...below] = XDG_CACHE_HOME ? [XDG_CACHE_HOME] : [homedir(), '.cache']
    const folder = join(realpathSync(home), ...below, 'rolecall', 'compiled')
    // Windows has no such modes; what lies below a profile is its user's there.
    const user = process.geteuid?.()
    // Before anything is made: a command under sudo leaves nothing of root's with the user.
    if (user !== undefined && !isOnlyOf(user, realpathSync(nearest(folder)))) return undefined
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const { uid, mode } = statSync(folder)
    return user === undefined || (uid === user && !(mode & forOthers)) ? realpathSync(folder) : undefined
  } catch {
    return undefined
  }
}

/** The folder itself, or that above it which is there. */
function nearest(folder) {
  return existsSync(folder) ? folder : nearest(dirname(folder))
}

/** Whether nobody but this user and root writes in a folder, or can put another in its place. */
function isOnlyOf(user, folder) {
  if (statSync(folder).mode & writableByOthers) return false
  for (let at = folder; ; at = dirname(at)) {
    const { uid, mode } = statSync(at)
    if (uid !== user && uid !== 0) return false
    if (mode & writableByOthers && !(mode & sticky)) return false
    if (at === dirname(at)) return true
  }
}
