import { readNetwork } from '../condition/read-network.ts'

const blocks = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '127.0.0.0/8',
  '169.254.0.0/16',
  'fc00::/7',
  'fe80::/10',
]
const privateNetworks = blocks.map((block) => readNetwork(block)!)

/** Whether a range lies whole in address space that is never seen on the internet. */
export function isPrivateNetwork(text: string): boolean {
  const network = readNetwork(text)
  if (!network) return false
  return privateNetworks.some(({ address, prefix }) => {
    if (address.length !== network.address.length || network.prefix < prefix) return false
    // All these prefixes lie in the first word.
    return (address[0]! ^ network.address[0]!) >>> (32 - prefix) === 0
  })
}
