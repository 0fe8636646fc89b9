import { cancelUpdate } from './cancel-update.ts'
import { describeUpdate } from './describe-update.ts'
import { listUpdates } from './list-updates.ts'

/** Operations on changes that were asked for. */
export const updateOperations = [cancelUpdate, describeUpdate, listUpdates]
