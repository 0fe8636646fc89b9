import { type IncomingHttpHeaders, request } from 'node:http'

export interface AgentQuestion {
  readonly method?: string
  /** In place of `/v1/credentials`. */
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export interface AgentAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

/** Asks an agent for credentials as an SDK does, with the `Host` that it answers to. */
export function askAgent(
  { url, host }: { readonly url: string; readonly host: string },
  token: string | undefined,
  { method = 'GET', path, headers = {}, body }: AgentQuestion = {},
): Promise<AgentAnswer> {
  const authorization = token === undefined ? {} : { authorization: token }
  return new Promise((resolve, reject) => {
    const asked = request(path === undefined ? url : new URL(path, url), {
      method,
      headers: { host, ...authorization, ...headers },
      agent: false,
    })
    asked.once('error', reject)
    asked.once('response', async (answer) => {
      let text = ''
      for await (const chunk of answer) text += chunk
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text })
    })
    asked.end(body)
  })
}
