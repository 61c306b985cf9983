import type { Io } from "../io/io.ts";
import type { NameServerAddress } from "../model/name_server.ts";
import { askDns, type DnsResult } from "./dns_query.ts";
import {
  type FamilyResults,
  type NameAnswer,
  nameAnswer,
  outcomeOf,
} from "./name_answer.ts";
import { pause } from "./pause.ts";

/** A name to ask one server for. */
export interface NameQuestion {
  /** The server. */
  readonly server: NameServerAddress;
  /** The name, in full. */
  readonly name: string;
  /**
   * Whether both families are asked for at once. If not, IPv6 is asked for
   * after IPv4, and only where there is a need.
   */
  readonly atOnce: boolean;
  /** Whether IPv6 addresses are of use although there are IPv4 ones. */
  readonly wantsBoth: () => boolean;
}

/** Where and until when to ask. */
export interface AskContext {
  /** The world. */
  readonly io: Io;
  /** Ends the wait for answers. */
  readonly signal: AbortSignal;
}

/**
 * How long the second family is waited for once there are addresses of the
 * first, or none of either, in milliseconds: the resolution delay of RFC 8305
 * §3. A server that answered slowly gets as long again.
 */
const SECOND_FAMILY_MS = 50;

/**
 * Asks one name server for the addresses of a name.
 *
 * @param question Whom, what, and which families.
 * @param context The world and the end of the wait.
 * @returns What it said. Ended early, it is silent.
 */
export async function askNameServer(
  question: NameQuestion,
  context: AskContext,
): Promise<NameAnswer> {
  const results = question.atOnce
    ? await askAtOnce(question, context)
    : await askInTurn(question, context);
  return nameAnswer(question, results);
}

async function askAtOnce(
  question: NameQuestion,
  context: AskContext,
): Promise<FamilyResults> {
  const enough = new AbortController();
  let isAnswered = false;
  const first = askDns({ ...question, record: "A" }, {
    ...context,
    triesTcp: true,
    mayRepeat: () => true,
  });
  const second = askDns({ ...question, record: "AAAA" }, {
    io: context.io,
    signal: AbortSignal.any([context.signal, enough.signal]),
    triesTcp: false,
    // A server that is silent altogether is tried by the other question.
    mayRepeat: () => isAnswered,
  });
  const four = await first;
  isAnswered = four.kind === "answered";
  const timer = endAfter(enough, graceMs(four), context);
  const six = await second;
  enough.abort();
  await timer;
  return { four, six };
}

async function askInTurn(
  question: NameQuestion,
  context: AskContext,
): Promise<FamilyResults> {
  const options = { triesTcp: true, mayRepeat: () => true };
  const four = await askDns({ ...question, record: "A" }, {
    ...context,
    ...options,
  });
  const outcome = outcomeOf(four);
  const needsSix = outcome === "no-records" ||
    outcome === "resolved" && question.wantsBoth();
  if (!needsSix) return { four };
  const enough = new AbortController();
  const timer = endAfter(enough, graceMs(four), context);
  const six = await askDns({ ...question, record: "AAAA" }, {
    io: context.io,
    signal: AbortSignal.any([context.signal, enough.signal]),
    ...options,
  });
  enough.abort();
  await timer;
  return { four, six };
}

/** How long IPv6 is still waited for, by what was said of IPv4. */
function graceMs(four: DnsResult): number {
  if (four.kind !== "answered") return 0;
  if (outcomeOf(four) === "no-records") return Infinity;
  // Also where the name is denied: some servers wrongly deny the whole name
  // where it is only the family that is missing.
  return 2 * four.rttMs + SECOND_FAMILY_MS;
}

async function endAfter(
  enough: AbortController,
  durationMs: number,
  { io }: AskContext,
): Promise<void> {
  if (durationMs === Infinity) return;
  if (durationMs > 0) await pause(io, durationMs, enough.signal);
  enough.abort();
}
