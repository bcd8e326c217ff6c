/** @typedef {{ width: number, height: number, pixels: Uint8Array, asPng(): Uint8Array }} Image premultiplied RGBA */

/**
 * A Windows icon file with each size drawn on its own, which scaling one picture down cannot
 * give. Bitmaps below 256 px, as the parts of Windows that read icons expect; PNG at 256.
 *
 * @param {Image[]} images
 * @returns {Buffer}
 */
export function encodeIco(images) {
  const headerBytes = 6 + images.length * 16;
  const header = Buffer.alloc(headerBytes);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(images.length, 4);
  let offset = headerBytes;
  const bodies = images.map((image, index) => {
    const body = image.width < 256 ? encodeBitmap(image) : Buffer.from(image.asPng());
    const entry = 6 + index * 16;
    // One byte a side: 256 is written as 0.
    header.writeUInt8(image.width % 256, entry);
    header.writeUInt8(image.height % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(body.length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += body.length;
    return body;
  });
  return Buffer.concat([header, ...bodies]);
}

/** A 32-bit bitmap as icons hold it: no file header, lines from the bottom, then a 1-bit mask. @param {Image} image */
function encodeBitmap({ width, height, pixels }) {
  const infoBytes = 40;
  const maskLineBytes = Math.ceil(width / 32) * 4;
  const bitmap = Buffer.alloc(infoBytes + width * height * 4 + maskLineBytes * height);
  bitmap.writeUInt32LE(infoBytes, 0);
  bitmap.writeInt32LE(width, 4);
  bitmap.writeInt32LE(height * 2, 8);
  bitmap.writeUInt16LE(1, 12);
  bitmap.writeUInt16LE(32, 14);
  for (let y = 0; y < height; y++) {
    const line = height - 1 - y;
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * 4;
      const to = infoBytes + (line * width + x) * 4;
      const [red = 0, green = 0, blue = 0, alpha = 0] = pixels.subarray(from, from + 4);
      const straight = (/** @type {number} */ value) =>
        alpha === 0 ? 0 : Math.min(255, Math.round((value * 255) / alpha));
      bitmap.set([straight(blue), straight(green), straight(red), alpha], to);
      if (alpha === 0) {
        const mask = infoBytes + width * height * 4 + line * maskLineBytes + (x >> 3);
        bitmap.writeUInt8(bitmap.readUInt8(mask) | (0x80 >> (x & 7)), mask);
      }
    }
  }
  return bitmap;
}
