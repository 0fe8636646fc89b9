import pino from 'pino'

/** Where the agent says what it does. Fields hold names and reasons, never a token or a credential. */
export type AgentLog = Readonly<
  Record<'trace' | 'debug' | 'info' | 'warn' | 'error', (fields: object, message: string) => void>
>

/** The stock agent's words for how much is said; each has pino's word. */
const levels = {
  panic: 'fatal',
  fatal: 'fatal',
  error: 'error',
  warn: 'warn',
  warning: 'warn',
  info: 'info',
  debug: 'debug',
  trace: 'trace',
} as const

export const verbosities: readonly string[] = Object.keys(levels)

/** One JSON object a line on standard error. */
export function agentLog(verbosity: string): AgentLog {
  const level = levels[verbosity as keyof typeof levels] ?? 'info'
  const destination = pino.destination({ dest: 2, sync: true })
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  )
}
