/** Just enough DER (ITU-T X.690) to write a certificate. */

/** One value: tag, length, content. */
export function der(tag: number, ...content: Uint8Array[]): Uint8Array {
  const body = concat(content);
  return concat([new Uint8Array([tag, ...lengthOf(body.length)]), body]);
}

/** SEQUENCE. */
export function sequence(...items: Uint8Array[]): Uint8Array {
  return der(0x30, ...items);
}

/** INTEGER from big-endian bytes of a number that is not negative. */
export function integer(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte !== 0);
  const plain = first < 0 ? new Uint8Array([0]) : bytes.subarray(first);
  const isSigned = (plain[0] ?? 0) >= 0x80;
  return der(0x02, isSigned ? concat([new Uint8Array([0]), plain]) : plain);
}

/** OBJECT IDENTIFIER from dotted text. */
export function oid(text: string): Uint8Array {
  const [a = 0, b = 0, ...rest] = text.split(".").map(Number);
  return der(0x06, new Uint8Array([a * 40 + b, ...rest.flatMap(base128)]));
}

/** UTF8String, or another string type by its tag. */
export function text(value: string, tag = 0x0c): Uint8Array {
  return der(tag, new TextEncoder().encode(value));
}

/** GeneralizedTime. */
export function time(date: Date): Uint8Array {
  const digits = date.toISOString().slice(0, 19).replace(/[-:T]/g, "");
  return text(`${digits}Z`, 0x18);
}

/** BIT STRING without unused bits. */
export function bits(bytes: Uint8Array): Uint8Array {
  return der(0x03, new Uint8Array([0]), bytes);
}

/** Base64 between the lines of PEM. */
export function pem(label: string, bytes: Uint8Array): string {
  const base64 = btoa(String.fromCharCode(...bytes));
  const lines = base64.match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""]
    .join("\n");
}

/** All bytes in one array. */
export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, it) => sum + it.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function lengthOf(length: number): number[] {
  if (length < 0x80) return [length];
  if (length < 0x100) return [0x81, length];
  return [0x82, length >> 8, length & 0xff];
}

function base128(value: number): number[] {
  const digits = [value & 0x7f];
  for (let rest = value >> 7; rest > 0; rest >>= 7) {
    digits.unshift(rest & 0x7f | 0x80);
  }
  return digits;
}
