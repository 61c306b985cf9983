/** The reversed polynomial of CRC-32 (IEEE 802.3, as in zip and PNG). */
const POLYNOMIAL = 0xedb88320;

const TABLE: readonly number[] = Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) {
    value = value & 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
  }
  return value >>> 0;
});

/**
 * The CRC-32 of a text, which finds what a loss of power has torn.
 *
 * @param text Characters up to U+00FF, each taken as one byte.
 * @returns A whole number from 0 to below 2 to the power of 32.
 */
export function crc32(text: string): number {
  let crc = 0xffffffff;
  for (let i = 0; i < text.length; i++) {
    const byte = (crc ^ text.charCodeAt(i)) & 0xff;
    crc = (crc >>> 8) ^ (TABLE[byte] ?? 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
