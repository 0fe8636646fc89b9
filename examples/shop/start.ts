/**
 * `npm start`: the story of the shop, told by real processes. A server starts, the cluster file is applied, pods
 * run and intruders try. It then goes on serving; with `--once` it ends, with exit code 0 if every step came out
 * as the story says, else 1.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { intruders } from './story/intruders.ts'
import { podSteps } from './story/pod-steps.ts'
import { printTable } from './story/print-table.ts'
import { printTrail } from './story/print-trail.ts'
import { rolecall } from './story/rolecall.ts'
import { runPods } from './story/run-pods.ts'
import { serve } from './story/serve.ts'
import { stockShop } from './story/stock-shop.ts'
import { whyAnswers } from './story/why-answers.ts'

const values = readFlags()
const began = new Date()
const folder = values.once ? mkdtempSync(join(tmpdir(), 'rolecall-shop-')) : '.rolecall'
const heading = (text: string) => console.log(`\n── ${text}\n`)

heading('The server')
const server = await serve(values.listen, folder)
process.on('exit', () => server.kill())

heading('examples/shop/cluster.yaml, applied through AWS and Kubernetes APIs')
const applied = await rolecall(server, ['apply', '-f', 'examples/shop/cluster.yaml'], { show: true })
if (applied.code !== 0) throw new Error('the cluster file was not applied')
await stockShop(server)

heading('The pods, and who else tries')
const rows = [...(await runPods(server, podSteps)), ...(await intruders(server))]
const isAsTold = printTable(rows)

heading('Why one was refused')
const denial = ['--service-account', 'batch', 's3:DeleteBucket', 'arn:aws:s3:::shop-reports']
const permission = ['--service-account', 'reports', 's3:GetObject', 'arn:aws:s3:::shop-reports/2026-11.csv']
const refused = await rolecall(server, [...whyAnswers, ...denial], { show: true })
heading('Why one was allowed')
const allowed = await rolecall(server, [...whyAnswers, ...permission], { show: true })

heading('The trail of this run')
const isInTrail = await printTrail(server, began)

const isGood = isAsTold && isInTrail && refused.code === 1 && allowed.code === 0
console.log(
  isGood ? '\nEvery step came out as the story says.' : '\nSOME STEPS DID NOT COME OUT AS THE STORY SAYS.',
)

if (values.once) {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
  process.exitCode = isGood ? 0 : 1
} else {
  console.log(`
Still serving on ${server.url}. By hand, in another terminal:

  export AWS_ENDPOINT_URL=${server.url} AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
  export AWS_SHARED_CREDENTIALS_FILE=${server.environment['AWS_SHARED_CREDENTIALS_FILE']} AWS_PROFILE=rolecall
  aws sts get-caller-identity
  npx rolecall run --cluster shop --namespace shop --service-account reports -- aws s3 ls s3://shop-reports

Ctrl-C stops it; its data stays in ${folder}.`)
  await server.ended
}

function readFlags() {
  try {
    const once = { type: 'boolean', default: false } as const
    return parseArgs({ options: { once, listen: { type: 'string', default: '127.0.0.1:4566' } } }).values
  } catch (error) {
    console.error(
      `npm start takes --once and --listen HOST:PORT, after a --: ${(error as Error).message.split('.')[0]}.`,
    )
    process.exit(2)
  }
}
