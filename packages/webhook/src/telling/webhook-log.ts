type Write = (details: object, text: string) => void

/** What the webhook needs of a log; pino's fits. Secrets never come here. */
export interface WebhookLog {
  readonly debug: Write
  readonly info: Write
  readonly warn: Write
  readonly error: Write
}
