/** A call that must be refused: with which code, status and text, and where AWS says so. */
export type WrongCall = readonly [
  call: string,
  input: Readonly<Record<string, unknown>>,
  code: string,
  status: number,
  text: string,
  source: string,
]

const account = '111122223333'
const mfa = (name: string) => `arn:aws:iam::${account}:mfa/${name}`
const UserName = 'ann'
const codes = { AuthenticationCode1: '123456', AuthenticationCode2: '654321' }
const ofAnn = { UserName, SerialNumber: mfa('ann') }
const spare = { UserName, SerialNumber: mfa('spare') }
const long = (length: number) => 'x'.repeat(length)

const model = (operation: string) => `IAM API Reference, ${operation}`
const one = (member: string, limit: string, value = '') =>
  `1 validation error detected: Value ${value}at '${member}' failed to satisfy constraint: ${limit}`
const longest = (most: number) => `Member must have length less than or equal to ${most}`
const shortest = (least: number) => `Member must have length greater than or equal to ${least}`
const form = (pattern: string) => `Member must satisfy regular expression pattern: ${pattern}`
const passwords = '[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+'
const names = '[\\w+=,.@-]+'
const serials = '[\\w+=/:,.@-]+'
const paths = '(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)'

const invalid = (call: string, input: object, text: string): WrongCall => [
  call,
  input as Record<string, unknown>,
  'ValidationError',
  400,
  text,
  model(call),
]
const missing = (call: string, input: object, text: string): WrongCall => [
  call,
  input as Record<string, unknown>,
  'NoSuchEntity',
  404,
  text,
  model(call),
]
const noUser = 'The user with name nobody cannot be found.'
const noProfile = 'Login Profile for User ben cannot be found.'
const noDevice = (serial: string) => `VirtualMFADevice with serial number ${serial} doesn't exist.`

/** The account has the users `ann` and `ben`; `ann` has a password and the device `ann`; `spare` is nobody's. */
export const peopleWrongCalls: readonly WrongCall[] = [
  // Login profiles
  missing('CreateLoginProfile', { UserName: 'nobody', Password: 'Correct-horse' }, noUser),
  missing('GetLoginProfile', { UserName: 'nobody' }, noUser),
  missing('UpdateLoginProfile', { UserName: 'nobody', Password: 'Correct-horse' }, noUser),
  missing('DeleteLoginProfile', { UserName: 'nobody' }, noUser),
  missing('GetLoginProfile', { UserName: 'ben' }, noProfile),
  missing('UpdateLoginProfile', { UserName: 'ben' }, noProfile),
  missing('UpdateLoginProfile', { UserName: 'ben', Password: 'Correct-horse' }, noProfile),
  missing('DeleteLoginProfile', { UserName: 'ben' }, noProfile),
  missing('GetLoginProfile', { UserName: '__proto__' }, 'The user with name __proto__ cannot be found.'),
  invalid('CreateLoginProfile', { UserName: 'ben' }, one('password', 'Member must not be null', 'null ')),
  invalid(
    'CreateLoginProfile',
    { UserName: 'ben', Password: '' },
    `2 validation errors detected: Value at 'password' failed to satisfy constraint: ${form(passwords)}; Value at 'password' failed to satisfy constraint: ${shortest(1)}`,
  ),
  invalid('CreateLoginProfile', { UserName: 'ben', Password: long(129) }, one('password', longest(128))),
  invalid(
    'CreateLoginProfile',
    { UserName: 'ben', Password: 'Caf\u0113-12345' },
    one('password', form(passwords)),
  ),
  invalid('UpdateLoginProfile', { UserName, Password: 'Abc-1234\u0007' }, one('password', form(passwords))),
  invalid(
    'GetLoginProfile',
    { UserName: 'a b' },
    'The specified value for userName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-',
  ),
  invalid('DeleteLoginProfile', { UserName: long(129) }, one('userName', longest(128))),
  [
    'CreateLoginProfile',
    { UserName, Password: 'Correct-horse' },
    'EntityAlreadyExists',
    409,
    'Login Profile for user ann already exists.',
    model('CreateLoginProfile'),
  ],
  [
    'CreateLoginProfile',
    { UserName: 'ben', Password: 'short' },
    'PasswordPolicyViolation',
    400,
    'Password should have a minimum length of 8',
    model('CreateLoginProfile'),
  ],
  [
    'UpdateLoginProfile',
    { UserName, Password: 'onlylowercase' },
    'PasswordPolicyViolation',
    400,
    'Password does not conform to the account password policy.',
    model('UpdateLoginProfile'),
  ],
  [
    'DeleteUser',
    { UserName },
    'DeleteConflict',
    409,
    'Cannot delete entity, must delete login profile first.',
    model('DeleteUser'),
  ],
  missing(
    'ChangePassword',
    { OldPassword: 'a', NewPassword: 'b' },
    'Login Profile for User administrator cannot be found.',
  ),
  invalid('ChangePassword', { OldPassword: 'a', NewPassword: long(129) }, one('newPassword', longest(128))),
  invalid('ChangePassword', { OldPassword: long(129), NewPassword: 'a' }, one('oldPassword', longest(128))),
  // Password policies
  missing('GetAccountPasswordPolicy', {}, `The Password Policy with domain name ${account} cannot be found.`),
  missing(
    'DeleteAccountPasswordPolicy',
    {},
    `The Password Policy with domain name ${account} cannot be found.`,
  ),
  invalid(
    'UpdateAccountPasswordPolicy',
    { MinimumPasswordLength: 5 },
    one('minimumPasswordLength', 'Member must have value greater than or equal to 6', "'5' "),
  ),
  invalid(
    'UpdateAccountPasswordPolicy',
    { MinimumPasswordLength: 129 },
    one('minimumPasswordLength', 'Member must have value less than or equal to 128', "'129' "),
  ),
  invalid(
    'UpdateAccountPasswordPolicy',
    { MaxPasswordAge: 0 },
    one('maxPasswordAge', 'Member must have value greater than or equal to 1', "'0' "),
  ),
  invalid(
    'UpdateAccountPasswordPolicy',
    { MaxPasswordAge: 1096 },
    one('maxPasswordAge', 'Member must have value less than or equal to 1095', "'1096' "),
  ),
  invalid(
    'UpdateAccountPasswordPolicy',
    { PasswordReusePrevention: 0 },
    one('passwordReusePrevention', 'Member must have value greater than or equal to 1', "'0' "),
  ),
  invalid(
    'UpdateAccountPasswordPolicy',
    { PasswordReusePrevention: 25 },
    one('passwordReusePrevention', 'Member must have value less than or equal to 24', "'25' "),
  ),
  // MFA devices
  [
    'CreateVirtualMFADevice',
    { VirtualMFADeviceName: 'ann' },
    'EntityAlreadyExists',
    409,
    'MFADevice entity at the same path and name already exists.',
    model('CreateVirtualMFADevice'),
  ],
  [
    'CreateVirtualMFADevice',
    { VirtualMFADeviceName: 'ANN' },
    'EntityAlreadyExists',
    409,
    'MFADevice entity at the same path and name already exists.',
    'IAM User Guide, "IAM and AWS STS quotas": names differ by more than case',
  ],
  invalid(
    'CreateVirtualMFADevice',
    { VirtualMFADeviceName: 'a b' },
    one('virtualMFADeviceName', form(names)),
  ),
  invalid(
    'CreateVirtualMFADevice',
    { VirtualMFADeviceName: 'a/b' },
    one('virtualMFADeviceName', form(names)),
  ),
  invalid('CreateVirtualMFADevice', { VirtualMFADeviceName: 'x', Path: 'team' }, one('path', form(paths))),
  invalid(
    'CreateVirtualMFADevice',
    { VirtualMFADeviceName: long(227) },
    'The path and the name make a serial number of more than 256 characters.',
  ),
  [
    'CreateVirtualMFADevice',
    { VirtualMFADeviceName: 'x', Tags: [{ Key: 'aws:x', Value: '' }] },
    'InvalidInput',
    400,
    'aws: prefixed tag key names are not allowed for external use.',
    model('CreateVirtualMFADevice'),
  ],
  [
    'CreateVirtualMFADevice',
    {
      VirtualMFADeviceName: 'x',
      Tags: [
        { Key: 'a', Value: '' },
        { Key: 'a', Value: '' },
      ],
    },
    'InvalidInput',
    400,
    'Duplicate tag keys found.',
    model('CreateVirtualMFADevice'),
  ],
  [
    'DeleteVirtualMFADevice',
    { SerialNumber: mfa('ann') },
    'DeleteConflict',
    409,
    'MFA VirtualDevice in use. Must deactivate first.',
    model('DeleteVirtualMFADevice'),
  ],
  missing('DeleteVirtualMFADevice', { SerialNumber: mfa('none') }, noDevice(mfa('none'))),
  missing('DeleteVirtualMFADevice', { SerialNumber: mfa('ANN') }, noDevice(mfa('ANN'))),
  missing(
    'DeleteVirtualMFADevice',
    { SerialNumber: 'arn:aws:iam::999999999999:mfa/ann' },
    noDevice('arn:aws:iam::999999999999:mfa/ann'),
  ),
  missing('DeleteVirtualMFADevice', { SerialNumber: 'GAHT12345678' }, noDevice('GAHT12345678')),
  invalid('DeleteVirtualMFADevice', { SerialNumber: 'short' }, one('serialNumber', shortest(9))),
  invalid('DeleteVirtualMFADevice', { SerialNumber: long(257) }, one('serialNumber', longest(256))),
  invalid('DeleteVirtualMFADevice', { SerialNumber: 'with space' }, one('serialNumber', form(serials))),
  missing('EnableMFADevice', { ...spare, ...codes, UserName: 'nobody' }, noUser),
  missing('EnableMFADevice', { ...codes, UserName, SerialNumber: mfa('none') }, noDevice(mfa('none'))),
  [
    'EnableMFADevice',
    { ...ofAnn, ...codes },
    'EntityAlreadyExists',
    409,
    'MFA Device is already in use.',
    model('EnableMFADevice'),
  ],
  [
    'EnableMFADevice',
    { ...spare, AuthenticationCode1: '000000', AuthenticationCode2: '000000' },
    'InvalidAuthenticationCode',
    403,
    'Authentication code for device is not valid.',
    model('EnableMFADevice'),
  ],
  invalid(
    'EnableMFADevice',
    { ...spare, ...codes, AuthenticationCode1: '12345' },
    one('authenticationCode1', shortest(6)),
  ),
  invalid(
    'EnableMFADevice',
    { ...spare, ...codes, AuthenticationCode2: '1234567' },
    one('authenticationCode2', longest(6)),
  ),
  invalid(
    'EnableMFADevice',
    { ...spare, ...codes, AuthenticationCode2: '12345x' },
    one('authenticationCode2', form('[\\d]+')),
  ),
  invalid(
    'EnableMFADevice',
    { ...spare, ...codes, AuthenticationCode1: '\u0661\u0662\u0663\u0664\u0665\u0666' },
    one('authenticationCode1', form('[\\d]+')),
  ),
  [
    'ResyncMFADevice',
    { ...ofAnn, AuthenticationCode1: '000000', AuthenticationCode2: '000000' },
    'InvalidAuthenticationCode',
    403,
    'Authentication code for device is not valid.',
    model('ResyncMFADevice'),
  ],
  missing('ResyncMFADevice', { ...spare, ...codes }, 'MFA Device invalid for user.'),
  missing('ResyncMFADevice', { ...ofAnn, ...codes, UserName: 'ben' }, 'MFA Device invalid for user.'),
  missing('ResyncMFADevice', { ...ofAnn, ...codes, UserName: 'nobody' }, noUser),
  missing('DeactivateMFADevice', { ...ofAnn, UserName: 'ben' }, 'MFA Device invalid for user.'),
  missing('DeactivateMFADevice', spare, 'MFA Device invalid for user.'),
  missing('DeactivateMFADevice', { SerialNumber: mfa('ann') }, 'MFA Device invalid for user.'),
  missing('DeactivateMFADevice', { ...ofAnn, UserName: 'nobody' }, noUser),
  missing('GetMFADevice', { ...ofAnn, UserName: 'ben' }, 'MFA Device invalid for user.'),
  missing('GetMFADevice', { UserName, SerialNumber: mfa('none') }, noDevice(mfa('none'))),
  missing('ListMFADevices', { UserName: 'nobody' }, noUser),
  [
    'ListMFADevices',
    { UserName, Marker: 'x' },
    'InvalidInput',
    400,
    'Invalid Marker.',
    model('ListMFADevices'),
  ],
  invalid(
    'ListMFADevices',
    { UserName, MaxItems: 1001 },
    one('maxItems', 'Member must have value less than or equal to 1000', "'1001' "),
  ),
  invalid(
    'ListVirtualMFADevices',
    { AssignmentStatus: 'assigned' },
    one('assignmentStatus', 'Member must satisfy enum value set: [Any, Assigned, Unassigned]', "'assigned' "),
  ),
  missing(
    'TagMFADevice',
    { SerialNumber: mfa('none'), Tags: [{ Key: 'a', Value: '' }] },
    noDevice(mfa('none')),
  ),
  missing('UntagMFADevice', { SerialNumber: mfa('none'), TagKeys: ['a'] }, noDevice(mfa('none'))),
  missing('ListMFADeviceTags', { SerialNumber: mfa('none') }, noDevice(mfa('none'))),
  [
    'TagMFADevice',
    { SerialNumber: mfa('ann'), Tags: [{ Key: 'AWS:a', Value: '' }] },
    'InvalidInput',
    400,
    'aws: prefixed tag key names are not allowed for external use.',
    model('TagMFADevice'),
  ],
]
