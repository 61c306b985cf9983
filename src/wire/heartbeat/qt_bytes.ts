/** The length that stands for null (QDataStream, QByteArray and QString). */
const NULL_LENGTH = 0xffffffff;

/** Bytes of a length. */
const LENGTH_BYTES = 4;

/** A value read from a stream, and where the next one begins. */
export interface QtValue<T> {
  /** The value; `null` is not the same as empty. */
  readonly value: T | null;
  /** Offset of the byte after it. */
  readonly end: number;
}

/**
 * Writes a `QByteArray` as a `QDataStream` does: `quint32` length, big endian,
 * then the bytes. Source: the Qt documentation, "Serializing Qt Data Types".
 *
 * @param value The bytes, or `null` for the null array.
 * @returns At least four bytes.
 */
export function encodeQtBytes(value: Uint8Array | null): Uint8Array {
  const bytes = new Uint8Array(LENGTH_BYTES + (value?.length ?? 0));
  new DataView(bytes.buffer).setUint32(0, value?.length ?? NULL_LENGTH);
  bytes.set(value ?? [], LENGTH_BYTES);
  return bytes;
}

/**
 * Reads a `QByteArray` as a `QDataStream` writes it.
 *
 * @param bytes The stream.
 * @param start Offset of its length.
 * @returns The value, a view of `bytes`, or `undefined` where the stream ends
 * within it.
 */
export function decodeQtBytes(
  bytes: Uint8Array,
  start: number,
): QtValue<Uint8Array> | undefined {
  const begin = start + LENGTH_BYTES;
  if (begin > bytes.length) return undefined;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(start);
  if (length === NULL_LENGTH) return { value: null, end: begin };
  const end = begin + length;
  if (end > bytes.length) return undefined;
  return { value: bytes.subarray(begin, end), end };
}
