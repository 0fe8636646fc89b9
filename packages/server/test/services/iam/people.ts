import { expect } from 'vitest'
import { codeAt } from '../../authenticator.ts'
import type { Credentials, TestServer } from '../../start-test-server.ts'
import { send } from './iam-steps.ts'

/** A call of the administrator that must be answered. */
export async function admin(
  server: TestServer,
  call: string,
  input: Record<string, unknown> = {},
): Promise<Record<string, unknown>> {
  const { output, fault } = await send(server, { call, input })
  expect(fault, call).toBeUndefined()
  return output ?? {}
}

/** A new user with an access key, and with an inline policy of the statements that are given. */
export async function userWithKey(
  server: TestServer,
  UserName: string,
  ...statements: readonly object[]
): Promise<Credentials> {
  await admin(server, 'CreateUser', { UserName })
  if (statements.length > 0) {
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: statements })
    await admin(server, 'PutUserPolicy', { UserName, PolicyName: 'all', PolicyDocument })
  }
  const { AccessKey } = (await admin(server, 'CreateAccessKey', { UserName })) as {
    AccessKey: { AccessKeyId: string; SecretAccessKey: string }
  }
  return { accessKeyId: AccessKey.AccessKeyId, secretAccessKey: AccessKey.SecretAccessKey }
}

export interface TestDevice {
  readonly serial: string
  /** Base32. */
  readonly seed: string
  readonly picture: Uint8Array
}

/**
 * A new virtual device that is nobody's. It shows no code twice for more than an hour, so that one that is refused in a
 * test is not good by being that of another step as well.
 */
export async function newDevice(
  server: TestServer,
  VirtualMFADeviceName: string,
  more: Record<string, unknown> = {},
): Promise<TestDevice> {
  for (;;) {
    const made = await admin(server, 'CreateVirtualMFADevice', { VirtualMFADeviceName, ...more })
    const { SerialNumber, Base32StringSeed, QRCodePNG } = made['VirtualMFADevice'] as {
      SerialNumber: string
      Base32StringSeed: Uint8Array
      QRCodePNG: Uint8Array
    }
    const seed = Buffer.from(Base32StringSeed).toString()
    if (!showsTwice(seed, server.now())) return { serial: SerialNumber, seed, picture: QRCodePNG }
    await admin(server, 'DeleteVirtualMFADevice', { SerialNumber })
  }
}

/** Whether two steps from ten minutes ago to an hour and a quarter from now have one code. */
function showsTwice(seed: string, now: number): boolean {
  const codes = Array.from({ length: 170 }, (_, at) => codeAt(seed, now + (at - 20) * 30_000))
  return new Set(codes).size < codes.length
}

/** Two codes that follow each other, the second so many steps from now. */
export function twoCodes(server: TestServer, seed: string, steps = 0) {
  const at = server.now() + steps * 30_000
  return { AuthenticationCode1: codeAt(seed, at - 30_000), AuthenticationCode2: codeAt(seed, at) }
}

/** Moves the clock to the beginning of the next step, so that no step ends in the middle of a test. */
export function toNextStep(server: TestServer): void {
  server.advance(30_000 - (server.now() % 30_000) + 100)
}

/** Enables a device for a user, and goes to the next step, whose code is a new one. */
export async function enable(
  server: TestServer,
  UserName: string,
  { serial, seed }: TestDevice,
): Promise<void> {
  const input = { UserName, SerialNumber: serial, ...twoCodes(server, seed) }
  await admin(server, 'EnableMFADevice', input)
  toNextStep(server)
}
