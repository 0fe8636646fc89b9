/*
 * IAM stores more than it can compare: short and odd spellings pass, days are not counted by month. What
 * passes here and is no date to `readDate` counts against the caller when it is met.
 *
 *     [-]Y+ [-M [-D]] [T [h [:m [:s [.fraction] ["Z" | "+" hh [":" mm]]]]]]  |  seconds, up to 2^63 - 1
 */
const spelling =
  /^(-?)(\d{1,9})(?:-(\d+)(?:-(\d+))?)?(?:[Tt](?:(\d+)(?::(\d+)(?::(\d+)(?:\.(\d{1,9}))?(?:[Zz]|\+(\d\d)(?::(\d\d))?)?)?)?)?)?$/
const longest = 9_223_372_036_854_775_807n

/** Whether IAM takes a text as the value of a date condition. */
export function isStorableDate(text: string): boolean {
  if (/^\d+$/.test(text)) return text.length <= 19 && BigInt(text) <= longest
  const match = spelling.exec(text)
  if (!match) return false
  const [
    ,
    ,
    year,
    month = '1',
    day = '1',
    hour = '0',
    minute = '0',
    second = '0',
    ,
    zoneHour = '0',
    zoneMinute = '0',
  ] = match
  const within = (value: string | undefined, low: number, high: number) =>
    Number(value) >= low && Number(value) <= high
  return (
    within(year, 0, 292_275_054) &&
    within(month, 1, 12) &&
    within(day, 1, 31) &&
    within(hour, 0, 23) &&
    within(minute, 0, 59) &&
    within(second, 0, 59) &&
    within(zoneHour, 0, 23) &&
    within(zoneMinute, 0, 59)
  )
}
