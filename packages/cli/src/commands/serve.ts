import { systemClock } from '@rolecall/core'
import { StoreUnusable, startServer } from '@rolecall/server'
import { command } from '../command.ts'
import { Refusal } from '../refusal.ts'
import { explainListenFailure } from '../serve/explain-listen-failure.ts'
import { guard } from '../serve/guard.ts'
import { posture } from '../serve/posture.ts'
import { readServeOptions, type ServeOptions, serveOptions } from '../serve/serve-options.ts'
import { serverLog } from '../serve/server-log.ts'
import { untilStopped } from '../serve/until-stopped.ts'

export const serve = command<ServeOptions>({
  description:
    'Answers the AWS APIs (IAM, STS, EKS, CloudTrail), the OIDC issuers and endpoints of its clusters, and guards ' +
    'S3 and DynamoDB, all on one address. It writes the key of its administrator into DIR/credentials at its first ' +
    'start. It is ready when it prints "rolecall ready on URL". SIGTERM lets calls under way end. Exit code 2: it ' +
    'cannot start.',
  options: serveOptions,
  examples: [
    { line: 'rolecall serve', text: 'on 127.0.0.1:4566, with its data in ./.rolecall' },
    {
      line: 'rolecall serve --listen 0.0.0.0:443 --tls-cert c.pem --tls-key k.pem',
      text: 'for others, over TLS',
    },
    { line: 'rolecall serve --backend s3=https://minio.internal:9000', text: 'guarding your own S3' },
  ],
  async run(options, _operands, terminal) {
    const started = performance.now()
    const settings = readServeOptions(options)
    const backends = guard(options.backend ?? [], settings, terminal.environment)
    const config = { ...settings, doors: backends.doors, clock: systemClock, log: serverLog(terminal) }
    const server = await startServer(config).catch((error) => {
      if (error instanceof StoreUnusable) throw new Refusal(error.message)
      throw explainListenFailure(error, config)
    })
    // Before the word that it is ready: who waits for that may ask it to stop at once.
    const stopped = untilStopped()
    for (const line of posture(config, backends.sentences, server)) terminal.say(line)
    terminal.say(`rolecall ready on ${server.url}`)
    terminal.answer({
      url: server.url,
      credentials: server.credentialsFile,
      startMs: Math.round(performance.now() - started),
    })
    await stopped
    await server.close()
    await backends.close()
    return 0
  },
})
