import { GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts'
import { describe, expect, it } from 'vitest'
import { startTestServer } from '../../../../server/test/start-test-server.ts'
import { podFlags } from '../pod-flags.ts'
import { rolecall } from '../rolecall.ts'

describe('rolecall verify, with credentials of elsewhere', () => {
  it('says of which account they are, and that it has no cluster', async () => {
    const elsewhere = await startTestServer({ account: '444455556666' })
    try {
      const { code, out, err } = await rolecall(['verify', ...podFlags('reports')], {
        AWS_ENDPOINT_URL: elsewhere.url,
        AWS_ACCESS_KEY_ID: elsewhere.credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: elsewhere.credentials.secretAccessKey,
      })
      expect([code, out]).toEqual([2, ''])
      expect(err).toContain(
        'rolecall: there is no cluster shop in us-east-1 of account 444455556666, that of these credentials; there is none at all, so look at --region and --profile\n',
      )
    } finally {
      await elsewhere.close()
    }
  })
})

describe('rolecall verify, with credentials that ended', () => {
  it('says so, and what to do', async () => {
    // Given two hours ago, for one.
    let ahead = -7_200_000
    const past = await startTestServer({ clock: () => Date.now() + ahead })
    try {
      const sts = past.client(STSClient, { systemClockOffset: ahead })
      const { Credentials: given } = await sts.send(new GetSessionTokenCommand({ DurationSeconds: 3600 }))
      ahead = 0
      const { code, out, err } = await rolecall(['verify', ...podFlags('reports')], {
        AWS_ENDPOINT_URL: past.url,
        AWS_ACCESS_KEY_ID: given?.AccessKeyId ?? '',
        AWS_SECRET_ACCESS_KEY: given?.SecretAccessKey ?? '',
        AWS_SESSION_TOKEN: given?.SessionToken ?? '',
      })
      expect([code, out]).toEqual([2, ''])
      expect(err).toContain(
        'rolecall: the AWS credentials were refused (ExpiredToken): The security token included in the request is expired; get new ones, by aws sso login or by what gave these\n',
      )
    } finally {
      await past.close()
    }
  })
})
