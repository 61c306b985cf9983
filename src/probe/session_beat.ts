import { type Channel, IoError } from "../io/io.ts";
import { MAX_FIRST_BYTES } from "../model/limits.ts";
import type { ObservationDetail } from "../model/observation.ts";
import { scrub } from "../model/scrub.ts";
import type { Target } from "../model/target.ts";
import type {
  ClientProtocol,
  HeartbeatMessage,
} from "../wire/heartbeat/heartbeat_codec.ts";
import { ProtocolError } from "../wire/heartbeat/protocol_error.ts";
import { clientProtocol } from "../wire/heartbeat/protocols.ts";
import { type Deadline, startDeadline } from "./deadline.ts";
import { errorDetail, isTlsAlert } from "./error_detail.ts";
import type { ProbeContext } from "./probe.ts";
import type { Opening, OpenOptions } from "./session_opening.ts";

/**
 * How much later than its interval a server's own beat may come before it is
 * called silent: as a part of the interval, and at most so many milliseconds.
 */
const BEAT_SLACK_SHARE = 0.25;
const MAX_BEAT_SLACK_MS = 500;

const LF = 0x0a;

/**
 * Waits for the greeting where the protocol has one, then for one beat: the
 * answer to ours, or the server's own.
 */
export async function exchangeBeat(
  channel: Channel,
  context: ProbeContext,
  target: Target,
  { spoken }: OpenOptions,
): Promise<Opening> {
  const protocol = clientProtocol(target, spoken);
  const { beatsFrom } = protocol;
  const intervalMs = spoken?.intervalMs ?? protocol.intervalMs;
  const { timeoutMs } = context;
  const patient = beatsFrom !== "server" || timeoutMs >= intervalMs;
  const longestMs = beatsFrom === "server" && patient
    ? Math.max(timeoutMs, intervalMs + slackMs(intervalMs))
    : timeoutMs;
  const deadline = startDeadline(context, longestMs);
  const dialogue = new BeatDialogue(channel, protocol, deadline);
  try {
    return await dialogue.run();
  } catch (error) {
    const { phase } = dialogue;
    if (error instanceof IoError) {
      const outcome = isTlsAlert(error) ? "tls-alert" : "reset";
      return { outcome, detail: { phase, ...errorDetail(error) } };
    }
    if (!deadline.expired) throw error;
    // Who waits less than an interval cannot tell a server that beats late.
    return patient
      ? { outcome: "beat-unanswered", detail: { phase, ...askedOf(dialogue) } }
      : { outcome: "accepted", detail: { phase } };
  } finally {
    deadline.stop();
  }
}

function slackMs(intervalMs: number): number {
  return Math.min(MAX_BEAT_SLACK_MS, BEAT_SLACK_SHARE * intervalMs);
}

class BeatDialogue {
  /** How far it came. */
  phase: "greeting" | "beat";
  /** Whether the peer has shown that it speaks the protocol. */
  greeted = false;
  /** What was written. */
  asked: Uint8Array | undefined;
  readonly #channel: Channel;
  readonly #protocol: ClientProtocol;
  readonly #signal: AbortSignal;

  constructor(channel: Channel, protocol: ClientProtocol, deadline: Deadline) {
    this.#channel = channel;
    this.#protocol = protocol;
    this.#signal = deadline.signal;
    this.phase = protocol.greets ? "greeting" : "beat";
  }

  async run(): Promise<Opening> {
    const reader = this.#protocol.reader();
    if (this.phase === "beat") await this.#write(this.#protocol.beat());
    for (;;) {
      const bytes = await this.#channel.read(this.#signal);
      if (bytes === null) {
        return { outcome: "closed", detail: { phase: this.phase } };
      }
      const messages = read(() => reader.push(bytes));
      if (messages instanceof ProtocolError) return stranger(messages, bytes);
      for (const message of messages) {
        const opening = await this.#take(message);
        if (opening !== undefined) return opening;
      }
    }
  }

  /** The opening that a message completes, if it does. */
  async #take(message: HeartbeatMessage): Promise<Opening | undefined> {
    if (message.kind === "greeting") {
      this.phase = "beat";
      this.greeted = true;
      await this.#write(this.#protocol.beat());
      return undefined;
    }
    if (message.kind === "refusal") {
      const detail = { phase: this.phase, refusal: message.words };
      return { outcome: "closed", detail };
    }
    if (message.kind === "beat") await this.#write(this.#protocol.answer());
    const words = message.kind === "answer" ? message.words : undefined;
    return {
      outcome: "answered",
      detail: {
        phase: "beat",
        ...(words !== undefined && { message: words }),
      },
    };
  }

  async #write(bytes: Uint8Array | undefined): Promise<void> {
    if (bytes === undefined) return;
    this.asked = bytes;
    await this.#channel.write(bytes, this.#signal);
  }
}

/** What a peer that has said nothing at all was asked. */
function askedOf({ greeted, asked }: BeatDialogue): Pick<
  ObservationDetail,
  "asked"
> {
  if (greeted) return {};
  if (asked === undefined) return { asked: "nothing" };
  return { asked: asked.at(-1) === LF ? "line" : "bytes" };
}

function read(
  push: () => readonly HeartbeatMessage[],
): readonly HeartbeatMessage[] | ProtocolError {
  try {
    return push();
  } catch (error) {
    if (error instanceof ProtocolError) return error;
    throw error;
  }
}

function stranger(error: ProtocolError, bytes: Uint8Array): Opening {
  return {
    outcome: "mismatch",
    detail: {
      phase: "greeting",
      message: scrub(error.message),
      firstBytes: scrub(bytes.subarray(0, MAX_FIRST_BYTES)),
    },
  };
}
