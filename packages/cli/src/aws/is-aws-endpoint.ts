/** Domains of AWS's partitions, plain and dual stack. */
const domains = [
  'amazonaws.com',
  'amazonaws.com.cn',
  'amazonaws.eu',
  'api.aws',
  'api.amazonwebservices.com.cn',
  'api.amazonwebservices.eu',
  'c2s.ic.gov',
  'sc2s.sgov.gov',
  'cloud.adc-e.uk',
  'csp.hci.ic.gov',
]

/** Whether an address is AWS's own, and not one of a Rolecall server or an emulator. */
export function isAwsEndpoint(url: URL): boolean {
  return domains.some((domain) => url.hostname.endsWith(`.${domain}`))
}
