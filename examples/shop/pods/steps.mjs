import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'

/** What every client of a pod is made with. Endpoint and credentials come from the pod's environment. */
export const settings = { region: process.env.AWS_REGION ?? 'us-east-1' }

/**
 * Makes one call and prints one JSON line about it: { step, call, outcome, code, message, detail }, where the
 * outcome is allowed, denied, no-credentials (STS gave none, so nothing was asked) or failed (neither yes nor
 * no). What is denied is told and not fatal: the exit code of a pod is 0 when every step could be tried.
 *
 * `tell` makes the detail of an allowed call from its answer.
 */
export async function step(name, call, client, command, tell) {
  const line = { step: name, call }
  try {
    await client.config.credentials()
  } catch (error) {
    return print({ ...line, outcome: 'no-credentials', code: error.name, message: error.message })
  }
  try {
    print({ ...line, outcome: 'allowed', detail: await tell(await client.send(command)) })
  } catch (error) {
    const outcome =
      error.$metadata?.httpStatusCode === 403 || /AccessDenied/.test(error.name) ? 'denied' : 'failed'
    print({ ...line, outcome, code: error.name, message: error.message })
  }
}

/** The first step of each pod: who it is to AWS. */
export async function whoAmI() {
  await step(
    'who am I',
    'sts:GetCallerIdentity',
    new STSClient(settings),
    new GetCallerIdentityCommand({}),
    ({ Arn }) => Arn,
  )
}

function print(line) {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}
