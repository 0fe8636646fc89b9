import { command } from '../command.ts'
import { askWhy } from '../why/ask-why.ts'
import { exitCodeOf } from '../why/exit-code-of.ts'
import { type WhyOptions, whyArguments } from '../why/why-arguments.ts'
import { writeAnswer } from '../why/write-answer.ts'

export const why = command<WhyOptions>({
  description:
    'Says whether a pod, or a principal, may do something, and why: every link from the ServiceAccount to the ' +
    'resource, the statement that decided, and the smallest change that would turn it round. It changes nothing. ' +
    'Exit code: 0 allowed, 1 denied, 2 undecided or usage.',
  ...whyArguments,
  examples: [
    {
      line: "rolecall why --cluster shop -n shop --service-account reports s3:GetObject 'arn:aws:s3:::shop-reports/may.csv'",
      text: 'a permission, from pod to resource',
    },
    {
      line: 'rolecall why --principal arn:aws:iam::111122223333:role/shop-reports-reader s3:DeleteBucket arn:aws:s3:::shop-reports',
      text: 'what is missing, for a role by itself',
    },
  ],
  async run(options, operands, terminal) {
    const answer = await askWhy(options, operands, terminal)
    writeAnswer(answer, terminal)
    terminal.answer(answer)
    return exitCodeOf(answer)
  },
})
