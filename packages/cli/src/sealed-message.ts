/** Behind some denials: thousands of characters for `DecodeAuthorizationMessage`, and not to read. */
export const sealedMessage = / Encoded authorization failure message: [\w-]+/
