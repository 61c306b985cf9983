import { decodeQtBytes, encodeQtBytes } from "./qt_bytes.ts";
import { decodeQtString, encodeQtString } from "./qt_string.ts";

/** One record, without the size before it. */
export interface QtRecord {
  /** What it is: 1 text, 2 image, 3 video frame, 100 heartbeat. */
  readonly type: number;
  /** Words about it, or `null`. */
  readonly description: string | null;
  /** What it carries, or `null`. */
  readonly bytes: Uint8Array | null;
}

/** Bytes of the size before a record. */
export const QT_SIZE_BYTES = 4;

/** Bytes of the type. */
const TYPE_BYTES = 4;

/** Size of the shortest record: type and two lengths. */
export const MIN_QT_RECORD_SIZE = 12;

/**
 * Writes a record: `qint32` size of what follows, `qint32` type, `QString`
 * description, `QByteArray` bytes; all big endian.
 *
 * @param record The record.
 * @returns The size and the record.
 * @throws {RangeError} The type or the size is no 32-bit integer.
 */
export function encodeQtRecord(record: QtRecord): Uint8Array {
  const { type, description, bytes } = record;
  if ((type | 0) !== type) {
    throw new RangeError(
      `Cannot write a type as a 32-bit integer: current value is ${type}`,
    );
  }
  const parts = [encodeQtString(description), encodeQtBytes(bytes)] as const;
  const size = TYPE_BYTES + parts[0].length + parts[1].length;
  if ((size | 0) !== size) {
    throw new RangeError(
      `Cannot write a size as a 32-bit integer: current value is ${size}`,
    );
  }
  const all = new Uint8Array(QT_SIZE_BYTES + size);
  const view = new DataView(all.buffer);
  view.setInt32(0, size);
  view.setInt32(QT_SIZE_BYTES, type);
  all.set(parts[0], QT_SIZE_BYTES + TYPE_BYTES);
  all.set(parts[1], QT_SIZE_BYTES + TYPE_BYTES + parts[0].length);
  return all;
}

/**
 * Reads a record that is there whole.
 *
 * @param all The size and the record, exactly.
 * @returns The record, its bytes a view of `all`, or `undefined` where the
 * lengths in it disagree with its size.
 */
export function decodeQtRecord(all: Uint8Array): QtRecord | undefined {
  const start = QT_SIZE_BYTES + TYPE_BYTES;
  if (all.length < start) return undefined;
  const type = new DataView(all.buffer, all.byteOffset).getInt32(QT_SIZE_BYTES);
  const description = decodeQtString(all, start);
  if (description === undefined) return undefined;
  const bytes = decodeQtBytes(all, description.end);
  if (bytes?.end !== all.length) return undefined;
  return { type, description: description.value, bytes: bytes.value };
}
