import { assertEquals } from "@std/assert/equals";
import fc from "fast-check";
import { scrub } from "../../../src/model/scrub.ts";
import type {
  HeartbeatMessage,
  HeartbeatReader,
} from "../../../src/wire/heartbeat/heartbeat_codec.ts";
import { ProtocolError } from "../../../src/wire/heartbeat/protocol_error.ts";

/** What a whole stream came to. */
export interface Outcome {
  readonly messages: readonly HeartbeatMessage[];
  /** The rule that it broke, if it broke one. */
  readonly rule?: string;
}

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Bytes written as hexadecimal, with spaces wherever they help. */
export function hex(text: string): Uint8Array {
  const digits = text.replace(/\s+/g, "").match(/../g) ?? [];
  return Uint8Array.from(digits, (pair) => parseInt(pair, 16));
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** Pushes portions of these sizes, then the rest in one. */
export function outcomeOf(
  reader: HeartbeatReader,
  stream: Uint8Array,
  sizes: readonly number[] = [],
): Outcome {
  const messages: HeartbeatMessage[] = [];
  let at = 0;
  try {
    for (const size of [...sizes, stream.length]) {
      // A buffer of its own that is wiped afterwards: nothing may keep it.
      const portion = stream.slice(at, at + size);
      at += portion.length;
      messages.push(...reader.push(portion));
      portion.fill(0xa5);
    }
    return { messages };
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    assertEquals(/^Cannot read "/.test(error.message), true, error.message);
    assertEquals(scrub(error.message, 1000), error.message);
    return { messages: [...messages, ...error.messages], rule: error.rule };
  }
}

/** Text of any characters, without lone surrogates. */
export const anyText: fc.Arbitrary<string> = fc.string({
  unit: fc.integer({ min: 0, max: 0x10ffff })
    .filter((point) => point < 0xd800 || point > 0xdfff)
    .map((point) => String.fromCodePoint(point)),
});

/** Sizes of portions: none, single bytes, some, many at once. */
export const portionSizes: fc.Arbitrary<readonly number[]> = fc.oneof(
  fc.array(fc.nat(3), { maxLength: 60 }),
  fc.array(fc.nat(40), { maxLength: 20 }),
  fc.constant(Array.from({ length: 400 }, () => 1)),
);

/**
 * That a reader makes the same of a stream in any portions as in one, be it
 * valid or not.
 */
export function assertSameInAnyPortions(
  streams: fc.Arbitrary<Uint8Array>,
  newReader: () => HeartbeatReader,
): void {
  fc.assert(fc.property(streams, portionSizes, (stream, sizes) => {
    assertEquals(
      outcomeOf(newReader(), stream, sizes),
      outcomeOf(newReader(), stream),
    );
  }));
}

/** That a reader makes of valid messages what they mean, in any portions. */
export function assertReadsAll(
  streams: fc.Arbitrary<readonly (readonly [Uint8Array, HeartbeatMessage])[]>,
  newReader: () => HeartbeatReader,
): void {
  fc.assert(fc.property(streams, portionSizes, (parts, sizes) => {
    const stream = joined(parts.map(([bytes]) => bytes));
    const messages = parts.map(([, message]) => message);
    assertEquals(outcomeOf(newReader(), stream, sizes), { messages });
  }));
}

/** Any bytes at all, often with pieces that the protocol knows among them. */
export function noise(
  pieces: readonly string[],
): fc.Arbitrary<Uint8Array> {
  const piece = fc.oneof(
    { arbitrary: fc.constantFrom(...pieces).map(bytesOf), weight: 3 },
    { arbitrary: fc.uint8Array({ maxLength: 12 }), weight: 1 },
  );
  return fc.array(piece, { maxLength: 12 }).map(joined);
}
