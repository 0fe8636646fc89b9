import type { Terminal } from '../terminal.ts'
import { sessionsOf } from './association/sessions-of.ts'
import type { CarriedOut } from './carry-out.ts'
import type { DissociateOptions } from './dissociate-options.ts'
import { inSeconds } from './in-seconds.ts'
import { runAgain } from './run-again.ts'

/** Says what has ended, and what has not. */
export function writeOutcome(
  { before, deleted, endedWithRole }: CarriedOut,
  others: readonly string[],
  options: DissociateOptions,
  terminal: Terminal,
): void {
  const issuing = deleted
    ? others.length > 0
      ? `no more credentials come out by it, but by ${others.join(', ')}`
      : 'no more credentials come out'
    : undefined
  if (endedWithRole) {
    terminal.say(`Done: ${issuing ? `${issuing}, and ` : ''}those that are out ended with the role`)
  } else if (before !== undefined) {
    const denied = `those from before ${inSeconds(before)} are denied`
    const rest = deleted ? `; they would have lived until ${inSeconds(deleted.until)}` : ''
    terminal.say(`Done: ${issuing ? `${issuing}, and ` : ''}${denied}${rest}`)
  } else if (deleted) {
    const { roleArn, hasTags } = sessionsOf(deleted.association)
    const flags = ['--revoke', '--role-arn', roleArn, ...(hasTags ? [] : ['--whole-role'])]
    terminal.say(
      `Done: ${issuing}, and those that are out live until ${inSeconds(deleted.until)} at the latest. To end them now:`,
    )
    terminal.say(`  ${runAgain(options, ...flags)}`)
  } else {
    terminal.say('Done')
  }
}
