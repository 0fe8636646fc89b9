/** What SDKs do not trim or mend as a browser does, and short enough for a pod of many containers. */
const plain = /^https?:\/\/[^\s\p{Cc}]{1,2000}$/iu

/** Whether SDKs take it for the address of a service. */
export function isHttpUrl(text: string): boolean {
  return plain.test(text) && URL.canParse(text)
}
