import { decodeQtBytes, encodeQtBytes, type QtValue } from "./qt_bytes.ts";

/**
 * Writes a `QString` as a `QDataStream` does: `quint32` length in bytes, then
 * UTF-16 code units, both big endian. Source: the Qt documentation,
 * "Serializing Qt Data Types".
 *
 * @param value The text, or `null` for the null string.
 * @returns At least four bytes.
 */
export function encodeQtString(value: string | null): Uint8Array {
  if (value === null) return encodeQtBytes(null);
  const units = new Uint8Array(value.length * 2);
  const view = new DataView(units.buffer);
  for (let i = 0; i < value.length; i++) {
    view.setUint16(i * 2, value.charCodeAt(i));
  }
  return encodeQtBytes(units);
}

/**
 * Reads a `QString` as a `QDataStream` writes it. A lone surrogate becomes
 * U+FFFD.
 *
 * @param bytes The stream.
 * @param start Offset of its length.
 * @returns The value, or `undefined` where the stream ends within it or its
 * length is odd.
 */
export function decodeQtString(
  bytes: Uint8Array,
  start: number,
): QtValue<string> | undefined {
  const units = decodeQtBytes(bytes, start);
  if (units === undefined) return undefined;
  const { value, end } = units;
  if (value === null) return { value: null, end };
  if (value.length % 2 === 1) return undefined;
  const decoder = new TextDecoder("utf-16be", { ignoreBOM: true });
  return { value: decoder.decode(value), end };
}
