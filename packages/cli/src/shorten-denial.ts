import { parseArn, shellLine } from '@rolecall/core'
import { sealedMessage } from './sealed-message.ts'
import { principalArn } from './why/principal-arn.ts'

/** A denial in AWS's words, which name some resources otherwise than by their ARN, and others not at all. */
const denial = new RegExp(
  `User: (\\S+) is not authorized to perform: (\\S+)( on resource: .*?)? (?:because no|with an explicit deny in) .*?${sealedMessage.source}`,
  'g',
)

/** A sentence with what tells why in place of what is sealed. The names in it may be anybody's: they are quoted. */
export function shortenDenial(sentence: string): string {
  const whole = '--output json has its encoded message too, for aws sts decode-authorization-message'
  return sentence
    .replace(denial, (said: string, principal: string, action: string, on?: string) => {
      const resource = on?.replace(' on resource: ', '') ?? '*'
      const named = resource === '*' || parseArn(resource) ? resource : 'RESOURCE_ARN'
      const why = shellLine(['rolecall', 'why', '--principal', principal, action, named])
      const instead = principalArn.test(principal) ? `; ${why} tells why, and ${whole}` : `; ${whole}`
      return said.replace(sealedMessage, () => instead)
    })
    .replaceAll(new RegExp(sealedMessage, 'g'), `; ${whole}`)
}
