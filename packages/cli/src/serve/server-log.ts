import type { Logger } from '@rolecall/server'
import type { Terminal } from '../terminal.ts'

/** The server's log: one JSON object a line on standard error. Secrets never come here. */
export function serverLog(terminal: Terminal): Logger {
  const write = (level: string) => (fields: object, message: string) => {
    const { error, ...rest } = fields as { error?: unknown }
    const failure =
      error instanceof Error ? { error: error.message, stack: error.stack } : error ? { error } : {}
    terminal.note(JSON.stringify({ time: new Date().toISOString(), level, message, ...rest, ...failure }))
  }
  return { info: write('info'), warn: write('warn'), error: write('error') }
}
