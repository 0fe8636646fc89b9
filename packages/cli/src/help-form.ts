import { Help, type HelpConfiguration } from 'commander'

/** Behind it there is room for words within eighty columns; what is longer has a line of its own. */
const longestTerm = 30

/** How help is laid out. Commander breaks no line at all where one option is long. */
export const helpForm = {
  padWidth(command, helper) {
    return Math.min(Help.prototype.padWidth.call(helper, command, helper), longestTerm)
  },
  formatItem(term, termWidth, description, helper) {
    const format = Help.prototype.formatItem.bind(helper)
    return description && helper.displayWidth(term) > termWidth
      ? `  ${term}\n${format('', termWidth, description, helper)}`
      : format(term, termWidth, description, helper)
  },
} satisfies HelpConfiguration
