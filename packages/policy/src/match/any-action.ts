import { cutTemplate } from './cut-template.ts'
import { GlobShape } from './glob-shape.ts'

/** What the action of every request fits: a service and a name. */
export const anyAction = new GlobShape(cutTemplate('?*:*', false, true)!)
