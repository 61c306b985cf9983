import { type Channel, IoError } from "../io/io.ts";
import type { AgentAddress } from "../model/agent.ts";
import {
  type DatedJournal,
  type Journal,
  MAX_JOURNAL_ANSWER_BYTES,
  MAX_KEPT_RECORDS,
} from "../model/journal.ts";
import type { ObservationDetail, Outcome } from "../model/observation.ts";
import { readJournalAnswer } from "../wire/agent/journal_answer.ts";
import { encodeJournalRequest } from "../wire/agent/journal_request.ts";
import { startDeadline } from "./deadline.ts";
import { errorDetail } from "./error_detail.ts";
import { HttpConversation } from "./http_conversation.ts";
import { lostLook } from "./lost.ts";
import type { ProbeContext, ProbeResult } from "./probe.ts";
import { startLook } from "./record.ts";
import { roundMs } from "./round_ms.ts";

/** Which agent to ask. */
export interface AgentInput {
  /** Where it is asked. */
  readonly agent: AgentAddress;
  /** The token that both share. It is in no observation. */
  readonly token: string;
}

/** What was seen, and what of it is kept. */
type Finding = readonly [outcome: Outcome, detail: ObservationDetail];

/** Statuses of HTTP that want another token (RFC 6750 section 3.1). */
const REFUSALS: readonly number[] = [401, 403];

/**
 * Asks the agent on the proxy machine for its journal, once.
 *
 * @param input The agent and the token.
 * @param context The world, the signal, and the time-out of all of it.
 * @returns One observation; the journal is in its detail, cut to its newest
 * {@linkcode MAX_KEPT_RECORDS} records.
 */
export async function probeAgent(
  input: AgentInput,
  context: ProbeContext,
): Promise<ProbeResult> {
  const { io, signal } = context;
  const { authority: subject } = input.agent;
  const look = startLook({ probe: "agent", segment: "proxy", subject }, io);
  const deadline = startDeadline(context);
  let channel: Channel | undefined;
  try {
    channel = await dial(input.agent, context, deadline.signal);
    const finding = await ask(channel, input, context, deadline.signal);
    return { observations: [look.end(...finding)] };
  } catch (error) {
    if (signal.aborted) return { observations: [] };
    if (error instanceof IoError) {
      const lost = lostLook(error, "agent", io);
      const silent = () => look.end("agent-silent", errorDetail(error));
      return { observations: [lost ?? silent()] };
    }
    if (deadline.expired) return { observations: [look.end("agent-silent")] };
    throw error;
  } finally {
    deadline.stop();
    channel?.close();
  }
}

/** The agent may have a name, which the system looks up. */
async function dial(
  { host, port }: AgentAddress,
  { io }: ProbeContext,
  signal: AbortSignal,
): Promise<Channel> {
  const [address = host.name] = host.family === 0
    ? await io.lookup(host.name, signal)
    : [];
  return await io.dial({ address, port, signal });
}

async function ask(
  channel: Channel,
  { agent, token }: AgentInput,
  { io }: ProbeContext,
  signal: AbortSignal,
): Promise<Finding> {
  const talk = new HttpConversation(channel);
  const beganMs = io.clock.monotonicMs();
  const head = await talk.ask(encodeJournalRequest(agent, token), io, signal)
    .catch((error: unknown) => {
      if (error instanceof SyntaxError) return null;
      throw error;
    });
  const rttMs = roundMs(io.clock.monotonicMs() - beganMs);
  const readAtMs = io.clock.wallMs() - rttMs / 2;
  const status = head?.status;
  const detail = { rttMs, ...(status !== undefined && { status }) };
  if (status !== undefined && REFUSALS.includes(status)) {
    return ["journal-refused", detail];
  }
  if (status !== 200) return ["journal-unreadable", detail];
  const body = await talk.readBody(MAX_JOURNAL_ANSWER_BYTES, signal);
  const reading = readJournalAnswer(body);
  const finding: Finding = reading.ok
    ? ["journal-read", {
      ...detail,
      journal: dated(reading.value, readAtMs, rttMs / 2),
    }]
    : ["journal-unreadable", { ...detail, message: reading.error }];
  // Whoever sends the token back is no agent, and must not show it.
  const isEchoed = [body, JSON.stringify(finding)].some((text) =>
    text.includes(token)
  );
  return isEchoed ? ["journal-unreadable", detail] : finding;
}

function dated(
  journal: Journal,
  readAtMs: number,
  errorMs: number,
): DatedJournal {
  const readAt = new Date(readAtMs).toISOString();
  const records = journal.records.slice(-MAX_KEPT_RECORDS);
  return { ...journal, records, readAt, errorMs: roundMs(errorMs) };
}
