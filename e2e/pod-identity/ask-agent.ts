export interface AgentAnswer {
  readonly status: number
  /** Of credentials, or of a refusal. */
  readonly AccessKeyId?: string
  readonly SecretAccessKey?: string
  readonly Token?: string
  readonly Code?: string
  readonly Message?: string
}

/** Asks an agent as SDKs do, and only once. */
export async function askAgent(url: string, token: string): Promise<AgentAnswer> {
  const answer = await fetch(url, { headers: { authorization: token } })
  const body: object = JSON.parse(await answer.text())
  return { status: answer.status, ...body }
}
