import { execFile } from 'node:child_process'

/** Runs a program with arguments and answers what it printed. Rejects with what it said on standard error. */
export type RunProgram = (program: string, args: readonly string[]) => Promise<string>

/** A program of the node. */
export const runProgram: RunProgram = (program, args) =>
  new Promise((resolve, reject) => {
    execFile(program, args, { timeout: 10_000 }, (error, out, err) => {
      if (error) reject(new Error(err.trim() || error.message))
      else resolve(out)
    })
  })
