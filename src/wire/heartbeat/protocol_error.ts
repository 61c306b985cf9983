import { MAX_FIRST_BYTES } from "../../model/limits.ts";
import { scrub } from "../../model/scrub.ts";
import type { HeartbeatMessage } from "./heartbeat_codec.ts";

/** What a {@linkcode ProtocolError} is made of. */
export interface ProtocolFault {
  /** The bytes at fault; the first of them are kept. */
  readonly bytes: Uint8Array;
  /** What they should have been: `a text greeting`. */
  readonly expected: string;
  /** The rule that they break: `it must be "OK"`. */
  readonly rule: string;
  /** The error of another reader, which names bytes and rule itself. */
  readonly cause?: SyntaxError;
}

/**
 * The peer broke a rule of the protocol: its connection is over, and nobody
 * else's. The message names the bytes, safe to print, and the rule.
 */
export class ProtocolError extends Error {
  /** The name of the class. */
  override readonly name = "ProtocolError";
  /** The first bytes at fault, at most {@linkcode MAX_FIRST_BYTES}. */
  readonly bytes: Uint8Array;
  /** The rule that they break. */
  readonly rule: string;
  /** What the same read held before the bytes at fault, in order. */
  readonly messages: readonly HeartbeatMessage[];

  /**
   * Says what is wrong with which bytes.
   *
   * @param fault The bytes and the rule.
   * @param messages What the same read held before them.
   */
  constructor(
    { bytes, expected, rule, cause }: ProtocolFault,
    messages: readonly HeartbeatMessage[] = [],
  ) {
    const cut = bytes.length > MAX_FIRST_BYTES ? "…" : "";
    const first = bytes.slice(0, MAX_FIRST_BYTES);
    const words = `Cannot read "${scrub(first)}${cut}" as ${expected}: ${rule}`;
    super(cause?.message ?? words, cause && { cause });
    this.bytes = first;
    this.rule = rule;
    this.messages = messages;
  }
}
