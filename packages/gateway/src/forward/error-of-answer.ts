/** The code and sentence of a backend's error answer, for the trail. Nothing else of it is believed. */
export function errorOfAnswer(status: number, body: string): { code: string; message: string } {
  const xml = /<Code>([\w.-]{1,100})<\/Code>/.exec(body)?.[1]
  if (xml !== undefined) {
    return { code: xml, message: (/<Message>([^<]{0,1000})/.exec(body)?.[1] ?? '').trim() }
  }
  const type = /"__type"\s*:\s*"(?:[\w.]+#)?([\w.]{1,100})"/.exec(body)?.[1]
  if (type !== undefined) {
    return { code: type, message: /"[mM]essage"\s*:\s*"((?:[^"\\]|\\.){0,1000})/.exec(body)?.[1] ?? '' }
  }
  return {
    code: bare[status] ?? `Http${status}`,
    message: `The service behind the gateway answered ${status}.`,
  }
}

/** Answers to HEAD have no body that could name the error. */
const bare: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  403: 'AccessDenied',
  404: 'NotFound',
  412: 'PreconditionFailed',
}
