import { readFileSync } from 'node:fs'
import { allow, document } from '../document.ts'
import type { Flow, Kept } from '../flow.ts'
import { oneTimeCodes } from '../one-time-codes.ts'

const serial = 'arn:aws:iam::111122223333:mfa/dan'
const seedOf = (kept: Kept) => readFileSync(`${kept['folder']}/seed`, 'utf8')

/** A second factor, from its seed to a session that was opened with it. */
export const mfaFlows: readonly Flow[] = [
  {
    name: 'a virtual MFA device, and a policy that asks for it',
    given: {
      guarded: document(
        allow('iam:ListUsers', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
      ),
      wrong: (kept) => oneTimeCodes.wrong(seedOf(kept)),
      first: (kept) => oneTimeCodes.first(seedOf(kept)),
      second: (kept) => oneTimeCodes.next(seedOf(kept), kept['first'] ?? ''),
      // Each is good once.
      third: (kept) => oneTimeCodes.unused(seedOf(kept), kept['second'] ?? ''),
    },
    steps: [
      { aws: 'iam create-user --user-name dan' },
      { aws: 'iam put-user-policy --user-name dan --policy-name guarded --policy-document {guarded}' },
      {
        aws: 'iam create-virtual-mfa-device --virtual-mfa-device-name dan --bootstrap-method Base32StringSeed --outfile {folder}/seed',
        answers: { VirtualMFADevice: { SerialNumber: serial } },
      },
      {
        aws: `iam enable-mfa-device --user-name dan --serial-number ${serial} --authentication-code1 {wrong} --authentication-code2 {wrong}`,
        refused: 'InvalidAuthenticationCode: Authentication code for device is not valid.',
      },
      {
        aws: `iam enable-mfa-device --user-name dan --serial-number ${serial} --authentication-code1 {first} --authentication-code2 {second}`,
      },
      { aws: 'iam list-mfa-devices --user-name dan', answers: { MFADevices: [{ SerialNumber: serial }] } },
      {
        aws: 'iam list-virtual-mfa-devices --assignment-status Assigned --query VirtualMFADevices[].User.UserName --output text',
        prints: 'dan',
      },
      {
        aws: 'iam create-access-key --user-name dan',
        keeps: { key: 'AccessKey.AccessKeyId' },
        signsIn: 'dan',
      },
      {
        as: 'dan',
        aws: 'iam list-users',
        refused: 'AccessDenied: is not authorized to perform: iam:ListUsers',
      },
      { as: 'dan', aws: 'sts get-session-token', signsIn: 'without' },
      {
        as: 'without',
        aws: 'sts get-caller-identity',
        answers: { Arn: 'arn:aws:iam::111122223333:user/dan' },
      },
      {
        as: 'dan',
        aws: `sts get-session-token --serial-number ${serial} --token-code {wrong}`,
        refused: 'AccessDenied: MultiFactorAuthentication failed',
      },
      {
        as: 'dan',
        aws: `sts get-session-token --serial-number ${serial} --token-code {third}`,
        signsIn: 'with',
      },
      {
        as: 'with',
        aws: 'iam list-users --query Users[?UserName==`dan`].UserName --output text',
        prints: 'dan',
      },
      {
        as: 'dan',
        aws: `sts get-session-token --serial-number ${serial} --token-code {third}`,
        refused: 'AccessDenied: MultiFactorAuthentication failed',
      },
      {
        aws: `iam delete-virtual-mfa-device --serial-number ${serial}`,
        refused: 'DeleteConflict: MFA VirtualDevice in use. Must deactivate first.',
      },
      { aws: `iam deactivate-mfa-device --user-name dan --serial-number ${serial}` },
      { aws: `iam delete-virtual-mfa-device --serial-number ${serial}` },
      { aws: 'iam delete-user-policy --user-name dan --policy-name guarded' },
      { aws: 'iam delete-access-key --user-name dan --access-key-id {key}' },
      { aws: 'iam delete-user --user-name dan' },
    ],
  },
]
