import { scriptProcess } from './script-process.ts'

/** `bare-server.ts` as a process of its own. */
export const bareProcess = (...line: string[]) => scriptProcess('bare-server.ts', ...line)
