/**
 * The id in the URL of an issuer this server may host, else `undefined`. The host is not compared: an
 * issuer keeps the URL it was made with when the server moves, and the whole URL is compared with the
 * kept one before it is believed.
 */
export function hostedIssuerId(url: string): string | undefined {
  return /^https?:\/\/[^/]+\/id\/([0-9a-f]{32})$/.exec(url)?.[1]
}
