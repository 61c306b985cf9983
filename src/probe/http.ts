import { type Channel, type Io, IoError } from "../io/io.ts";
import { MAX_HTTP_BODY_BYTES } from "../model/limits.ts";
import type { ObservationDetail, Outcome } from "../model/observation.ts";
import { scrub } from "../model/scrub.ts";
import type { Target } from "../model/target.ts";
import type { HttpHead } from "../wire/http_head.ts";
import { encodePageRequest } from "../wire/http_request.ts";
import { portalSign } from "../wire/portal.ts";
import { isTlsRecord } from "../wire/tls_record.ts";
import { type Deadline, startDeadline } from "./deadline.ts";
import { errorDetail, isTlsAlert } from "./error_detail.ts";
import { HttpConversation } from "./http_conversation.ts";
import type { ProbeContext, ProbeResult } from "./probe.ts";
import { startLook } from "./record.ts";
import { roundMs } from "./round_ms.ts";

/** What to ask, and where. */
export interface HttpInput {
  /** The HTTP target. */
  readonly target: Target;
  /** What is looked at: `host:port`. */
  readonly subject: string;
  /** The open stream to it; the probe owns and closes it. */
  readonly channel: Channel;
  /** The address that answers there, where no proxy stands between. */
  readonly address?: string;
  /** The address of this host's gateway, where it is known. */
  readonly gateway?: string;
}

/**
 * How long the body of a page is waited for, to look for the signs of a
 * portal, in milliseconds: portals are near and send page and head together.
 */
const BODY_GRACE_MS = 50;

/** A question that was answered. */
interface Asked {
  readonly input: HttpInput;
  readonly io: Io;
  readonly deadline: Deadline;
  readonly talk: HttpConversation;
  readonly rttMs: number;
}

/** What was seen, and what of it is kept. */
type Finding = readonly [outcome: Outcome, detail: ObservationDetail];

/**
 * Asks an HTTP target once: any answer shows that the application lives,
 * unless a portal gave it.
 *
 * @param input The target and the stream.
 * @param context The world, the signal and the time-out.
 * @returns One observation.
 */
export async function probeHttp(
  input: HttpInput,
  context: ProbeContext,
): Promise<ProbeResult> {
  const { subject } = input;
  const { io, signal } = context;
  const look = startLook({ probe: "http", segment: "session", subject }, io);
  const deadline = startDeadline(context);
  const talk = new HttpConversation(input.channel);
  try {
    const request = encodePageRequest(input.target);
    const head = await talk.ask(request, io, deadline.signal);
    const rttMs = roundMs(look.elapsedMs());
    const asked = { input, io, deadline, talk, rttMs };
    const finding = head === null ? closed(talk) : await answered(head, asked);
    return { observations: [look.end(...finding)] };
  } catch (error) {
    const finding = failed(error, talk, deadline);
    if (finding !== undefined) return { observations: [look.end(...finding)] };
    if (signal.aborted) return { observations: [] };
    throw error;
  } finally {
    deadline.stop();
    input.channel.close();
  }
}

async function answered(head: HttpHead, asked: Asked): Promise<Finding> {
  const { input, talk, rttMs } = asked;
  const detail = { ...headDetail(head), rttMs };
  if (talk.isEarly && head.status < 400) {
    const message = "The peer answered before it was asked";
    return ["mismatch", { ...detail, ...firstBytesOf(talk), message }];
  }
  const looked = !input.target.secure && isPage(head);
  const body = looked ? await readBody(head, asked) : "";
  const location = head.headers.get("location");
  const sign = portalSign({
    status: head.status,
    body,
    host: input.target.host.name,
    ...(location !== undefined && { location }),
    ...(input.address !== undefined && { address: input.address }),
    ...(input.gateway !== undefined && { gateway: input.gateway }),
  });
  if (sign !== undefined) return ["portal", { ...detail, message: sign }];
  const isStalled = looked && body === "" && isPromised(head) &&
    asked.deadline.expired;
  return ["answered", isStalled ? { ...detail, phase: "head" } : detail];
}

function headDetail(head: HttpHead): ObservationDetail {
  const location = head.headers.get("location");
  const software = head.headers.get("server");
  return {
    phase: "answer",
    status: head.status,
    ...(location !== undefined && { location: scrub(location) }),
    ...(software !== undefined && { software: scrub(software) }),
  };
}

/** Portals speak to browsers: HTML, or the XML of WISPr by itself. */
function isPage(head: HttpHead): boolean {
  const type = head.headers.get("content-type") ?? "text/html";
  return /html|xml/i.test(type);
}

/** Most bytes of the body that are looked at; RFC 9112 section 6.3. */
function bodyLength(head: HttpHead): number {
  if (head.status === 204 || head.status === 304) return 0;
  const length = head.headers.get("content-length") ?? "";
  if (!/^\d+$/.test(length)) return MAX_HTTP_BODY_BYTES;
  return Math.min(Number(length), MAX_HTTP_BODY_BYTES);
}

/** Whether more than the head is to come, by the head's own word. */
function isPromised(head: HttpHead): boolean {
  return bodyLength(head) > 0 &&
    ["content-length", "transfer-encoding"].some((name) =>
      head.headers.has(name)
    );
}

/**
 * Reads the beginning of the page. One that stays out altogether is waited for:
 * small packets may pass where full-size ones vanish.
 */
async function readBody(
  head: HttpHead,
  { io, deadline, talk }: Asked,
): Promise<string> {
  const context = { io, signal: deadline.signal, timeoutMs: BODY_GRACE_MS };
  const grace = startDeadline(context);
  try {
    const body = await talk.readBody(bodyLength(head), grace.signal);
    return body !== "" || !isPromised(head)
      ? body
      : await talk.readBody(1, deadline.signal);
  } finally {
    grace.stop();
  }
}

function closed(talk: HttpConversation): Finding {
  const phase = talk.length === 0 ? "request" : "answer";
  return ["closed", { phase, ...firstBytesOf(talk) }];
}

function failed(
  error: unknown,
  talk: HttpConversation,
  deadline: Deadline,
): Finding | undefined {
  const phase = talk.length === 0 ? "request" : "answer";
  const detail = { phase, ...firstBytesOf(talk) };
  if (error instanceof SyntaxError) {
    const message = isTlsRecord(talk.firstBytes)
      ? "The peer speaks TLS: the target may be https"
      : scrub(error.message);
    return ["mismatch", { ...detail, message }];
  }
  if (error instanceof IoError) {
    return [outcomeOf(error), { ...detail, ...errorDetail(error) }];
  }
  if (!deadline.expired) return undefined;
  if (talk.length === 0) return ["answer-silent", detail];
  const message = `The answer began and did not end: ${talk.length} bytes came`;
  return ["answer-silent", { ...detail, message }];
}

function outcomeOf(error: IoError): Outcome {
  if (isTlsAlert(error)) return "tls-alert";
  return error.code === "EPIPE" ? "closed" : "reset";
}

function firstBytesOf(talk: HttpConversation): ObservationDetail {
  if (talk.length === 0) return {};
  return { firstBytes: scrub(talk.firstBytes) };
}
