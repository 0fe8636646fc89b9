import { startServe } from '../serve-process.ts'

/** Makes a data folder as a server left it. */
export async function usedDataFolder(folder: string): Promise<void> {
  const first = startServe(folder)
  await first.ready
  first.child.kill('SIGTERM')
  await first.ended
}
