/** Cyclic redundancy checks that Node has not: bit-reversed polynomials, each cut into a table for a byte. */

const crc32cPolynomial = 0x82f63b78
const crc64nvmePolynomial = [0x9a6c9329, 0xac4bc9b5] as const

const crc32cTable = new Uint32Array(256)
/** High and low halves; arithmetic on 64 bits is too slow for bodies. */
const crc64High = new Uint32Array(256)
const crc64Low = new Uint32Array(256)

for (let byte = 0; byte < 256; byte++) {
  let small = byte
  let high = 0
  let low = byte
  for (let bit = 0; bit < 8; bit++) {
    small = small & 1 ? (small >>> 1) ^ crc32cPolynomial : small >>> 1
    const out = low & 1
    low = (low >>> 1) | ((high & 1) << 31)
    high >>>= 1
    if (out) {
      high ^= crc64nvmePolynomial[0]
      low ^= crc64nvmePolynomial[1]
    }
  }
  crc32cTable[byte] = small >>> 0
  crc64High[byte] = high >>> 0
  crc64Low[byte] = low >>> 0
}

export const crcTables = { crc32cTable, crc64High, crc64Low }
