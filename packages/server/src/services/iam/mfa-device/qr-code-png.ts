import { PNG } from 'pngjs'
import { encode } from 'uqr'

/** Pixels a module, and modules of white around them, as ISO/IEC 18004 asks for. */
const scale = 4
const border = 4
const black = 0
const white = 255

/** A text as a QR code, as a PNG in shades of grey. */
export function qrCodePng(text: string): Uint8Array {
  const { data, size } = encode(text, { ecc: 'M', border })
  const width = size * scale
  const pixels = Buffer.alloc(width * width, white)
  data.forEach((row, y) => {
    row.forEach((isDark, x) => {
      if (!isDark) return
      for (let line = y * scale; line < (y + 1) * scale; line += 1) {
        pixels.fill(black, line * width + x * scale, line * width + (x + 1) * scale)
      }
    })
  })
  const shades = { colorType: 0, inputColorType: 0 } as const
  const picture = new PNG({ width, height: width, ...shades })
  picture.data = pixels
  return PNG.sync.write(picture, { ...shades, inputHasAlpha: false })
}
