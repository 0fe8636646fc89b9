/** An answer before it is written. */
export interface ImdsAnswer {
  readonly status: number
  readonly body: string
  readonly type?: string
  readonly headers?: Readonly<Record<string, string>>
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
}

/** A refusal, whose reason stands in the page: SDKs look at the status alone, people look at the page. */
export function imdsRefusal(status: 400 | 401 | 403 | 404 | 405, because: string): ImdsAnswer {
  const title = `${status} - ${titles[status]}`
  return {
    status,
    type: 'text/html',
    body: `<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">\n <head>\n  <title>${title}</title>\n </head>\n <body>\n  <h1>${title}</h1>\n  <p>${because}</p>\n </body>\n</html>\n`,
  }
}
