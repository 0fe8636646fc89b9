/** Characters of a session token: what a header takes everywhere between. Longer ones are neither made nor opened. */
export const longestSessionToken = 8192
