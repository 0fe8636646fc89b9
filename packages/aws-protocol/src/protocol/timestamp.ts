/** The formats a schema can ask for, by the number it carries; `4` leaves it to the protocol. */
export type TimestampFormat = 'date-time' | 'http-date' | 'epoch-seconds'

const byNumber: Readonly<Record<number, TimestampFormat>> = {
  5: 'date-time',
  6: 'http-date',
  7: 'epoch-seconds',
}

const dateTime = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):(\d\d))$/i
const httpDate = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/
const epoch = /^-?\d{1,14}(?:\.\d{1,20})?$/

const read: Readonly<Record<TimestampFormat, (text: string) => number>> = {
  'date-time'(text) {
    const [, year, month, day, hour, minute, second, fraction, sign, hours, minutes] =
      dateTime.exec(text) ?? []
    if (second === undefined) return Number.NaN
    const date = new Date(0)
    date.setUTCFullYear(+year!, +month! - 1, +day!)
    // A day that its month does not have would be counted into the next one.
    if (date.getUTCDate() !== +day! || +hour! > 23 || +minute! > 59 || +second > 60) return Number.NaN
    date.setUTCHours(+hour!, +minute!, +second, fraction ? Math.round(+`0.${fraction}` * 1000) : 0)
    const offset = sign ? (+hours! * 60 + +minutes!) * (sign === '-' ? 60_000 : -60_000) : 0
    return date.getTime() + offset
  },
  'http-date': (text) => (httpDate.test(text) ? Date.parse(text) : Number.NaN),
  'epoch-seconds': (text) => (epoch.test(text) ? Math.round(Number(text) * 1000) : Number.NaN),
}

const write: Readonly<Record<TimestampFormat, (date: Date) => string>> = {
  'date-time': (date) => date.toISOString().replace('.000Z', 'Z'),
  'http-date': (date) => date.toUTCString(),
  'epoch-seconds': (date) => String(date.getTime() / 1000),
}

/** Times on the wire. */
export const timestamp = {
  /** The format of a timestamp's schema, or the protocol's. */
  formatOf(schema: unknown, otherwise: TimestampFormat): TimestampFormat {
    return byNumber[schema as number] ?? otherwise
  },

  /** `undefined` for text that is no time of this format. */
  parse(text: string, format: TimestampFormat): Date | undefined {
    const date = new Date(read[format](text))
    return Number.isNaN(date.getTime()) ? undefined : date
  },

  format(date: Date, format: TimestampFormat): string {
    return write[format](date)
  },
}
