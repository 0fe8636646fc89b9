/** What ids look like. Source: AWS Organizations API Reference. */
export const organizationIds = {
  account: /^\d{12}$/,
  creation: /^car-[a-z0-9]{8,32}$/,
  policy: /^p-[0-9a-zA-Z_]{8,128}$/,
  root: /^r-[0-9a-z]{4,32}$/,
  unit: /^ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}$/,
}
