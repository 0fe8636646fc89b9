import type { Answer } from '@rolecall/analyzer'
import { command } from '../command.ts'
import { askWhy } from '../why/ask-why.ts'
import { exitCodeOf } from '../why/exit-code-of.ts'
import { type WhyOptions, whyArguments } from '../why/why-arguments.ts'

const words: Readonly<Record<Answer['result'], string>> = {
  allowed: 'yes',
  denied: 'no',
  undecided: 'undecided',
}

export const can = command<WhyOptions>({
  description:
    'Says in one line whether a pod, or a principal, may do something; why shows the way there. ' +
    'Exit code: 0 yes, 1 no, 2 undecided or usage.',
  ...whyArguments,
  examples: [
    {
      line: "rolecall can --cluster shop -n shop --service-account batch dynamodb:PutItem 'arn:aws:dynamodb:us-east-1:111122223333:table/shop-orders'",
      text: 'yes or no, and by what',
    },
    {
      line: 'rolecall can --principal arn:aws:iam::111122223333:role/ci s3:ListAllMyBuckets "*" || exit 1',
      text: 'in a script',
    },
  ],
  async run(options, operands, terminal) {
    const answer = await askWhy(options, operands, terminal)
    const { result, method, sentence, notes } = answer
    terminal.say(`${words[result]}: ${sentence}`)
    terminal.answer({ result, ...(method ? { method } : {}), sentence, notes })
    return exitCodeOf(answer)
  },
})
