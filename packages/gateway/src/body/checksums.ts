import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { crcTables } from './crc-tables.ts'

/** A checksum on its way. */
export interface Checksum {
  update(bytes: Uint8Array): void
  /** In base64. */
  digest(): string
}

/** The checksums a request can announce, by header. Source: "Checking object integrity", Amazon S3 User Guide. */
export const checksums: Readonly<Record<string, () => Checksum>> = {
  'content-md5': () => hash('md5'),
  'x-amz-checksum-md5': () => hash('md5'),
  'x-amz-checksum-sha1': () => hash('sha1'),
  'x-amz-checksum-sha256': () => hash('sha256'),
  'x-amz-checksum-sha512': () => hash('sha512'),
  'x-amz-checksum-crc32': () => {
    let sum = 0
    return {
      update: (bytes) => {
        sum = crc32(bytes, sum)
      },
      digest: () => base64(sum),
    }
  },
  'x-amz-checksum-crc32c': () => {
    const { crc32cTable } = crcTables
    let sum = 0xffffffff
    return {
      update(bytes) {
        for (const byte of bytes) sum = crc32cTable[(sum ^ byte) & 255]! ^ (sum >>> 8)
      },
      digest: () => base64(~sum),
    }
  },
  'x-amz-checksum-crc64nvme': () => {
    const { crc64High, crc64Low } = crcTables
    let high = 0xffffffff
    let low = 0xffffffff
    return {
      update(bytes) {
        for (const byte of bytes) {
          const at = (low ^ byte) & 255
          low = ((low >>> 8) | (high << 24)) ^ crc64Low[at]!
          high = (high >>> 8) ^ crc64High[at]!
        }
      },
      digest: () => base64(~high, ~low),
    }
  },
}

function hash(algorithm: string): Checksum {
  const running = createHash(algorithm)
  return { update: (bytes) => void running.update(bytes), digest: () => running.digest('base64') }
}

function base64(...words: number[]): string {
  const bytes = Buffer.alloc(4 * words.length)
  words.forEach((word, at) => {
    bytes.writeUInt32BE(word >>> 0, 4 * at)
  })
  return bytes.toString('base64')
}
