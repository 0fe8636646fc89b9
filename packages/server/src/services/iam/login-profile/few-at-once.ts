import type { User } from '../../../records/user.ts'
import { loginProfileFaults } from './login-profile-faults.ts'

/** As many as may be wrong before their password is locked. */
const most = 5

/** Works under way, by the id of the user. */
const underWay = new Map<string, number>()

/**
 * Runs work that hashes a password of a user. Hashes wait for each other, those of all users: without a bound one
 * user who sends many guesses at once, before the first of them counts, would hold up everybody's.
 *
 * @throws Fault EntityTemporarilyUnmodifiable for more at once than anybody needs.
 */
export async function fewAtOnce<Made>(
  { id, name }: Pick<User, 'id' | 'name'>,
  work: () => Promise<Made>,
): Promise<Made> {
  const count = underWay.get(id) ?? 0
  if (count >= most) throw loginProfileFaults.underChange(name)
  underWay.set(id, count + 1)
  try {
    return await work()
  } finally {
    const left = (underWay.get(id) ?? 1) - 1
    if (left > 0) underWay.set(id, left)
    else underWay.delete(id)
  }
}
