import { eksFaults } from '../faults.ts'
import { addonSchemas } from './addon-schemas.data.ts'
import { violationsOf } from './json-schema.ts'

const refusal = 'ConfigurationValue provided in request is not supported'

/**
 * Refuses what cannot be configured of an add-on. AWS reads YAML too; here it is JSON, which is YAML.
 *
 * @throws Fault InvalidParameterException
 */
export function refuseConfiguration(addonName: string, text: string): void {
  if (text.trim() === '') return
  const schema = addonSchemas[addonName]
  const values = parsed(text)
  if (values === undefined || !schema)
    throw eksFaults.invalidParameter(`${refusal}: it is no JSON.`, { addonName })
  const violations = violationsOf(values, schema)
  if (violations.length > 0) {
    throw eksFaults.invalidParameter(
      `${refusal}: Json schema validation failed with error: [${violations.slice(0, 20).join(', ')}]`,
      { addonName },
    )
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
