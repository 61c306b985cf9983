import { type Channel, IoError } from "../io/io.ts";
import type { ObservationDetail } from "../model/observation.ts";
import { scrub } from "../model/scrub.ts";
import type { Target } from "../model/target.ts";
import { type HttpHead, HttpHeadParser } from "../wire/http_head.ts";
import {
  encodeWebSocketRequest,
  WEBSOCKET_NONCE_BYTES,
} from "../wire/websocket_request.ts";
import { startDeadline } from "./deadline.ts";
import { errorDetail, isTlsAlert } from "./error_detail.ts";
import type { ProbeContext } from "./probe.ts";
import type { Opening } from "./session_opening.ts";

/** Switching Protocols (RFC 9110 section 15.2.2). */
const SWITCHING = 101;

/** Asks the server to become a WebSocket: its application must answer. */
export async function openWebSocket(
  channel: Channel,
  context: ProbeContext,
  target: Target,
): Promise<Opening> {
  const deadline = startDeadline(context);
  const parser = new HttpHeadParser();
  const phase = "answer";
  try {
    const nonce = Uint8Array.from(
      { length: WEBSOCKET_NONCE_BYTES },
      () => Math.floor(context.io.random() * 256),
    );
    const request = encodeWebSocketRequest(target, nonce);
    await channel.write(request, deadline.signal);
    const head = await readHead(channel, parser, deadline.signal);
    return head === undefined
      ? { outcome: "closed", detail: { phase } }
      : judgeHead(head, scrub(parser.firstBytes));
  } catch (error) {
    const firstBytes = scrub(parser.firstBytes);
    const detail: ObservationDetail = {
      phase,
      ...(firstBytes !== "" && { firstBytes }),
    };
    if (error instanceof SyntaxError) {
      const message = scrub(error.message);
      return { outcome: "mismatch", detail: { ...detail, message } };
    }
    if (error instanceof IoError) {
      const outcome = isTlsAlert(error) ? "tls-alert" : "reset";
      return { outcome, detail: { ...detail, ...errorDetail(error) } };
    }
    if (!deadline.expired) throw error;
    return { outcome: "beat-unanswered", detail };
  } finally {
    deadline.stop();
  }
}

async function readHead(
  channel: Channel,
  parser: HttpHeadParser,
  signal: AbortSignal,
): Promise<HttpHead | undefined> {
  for (;;) {
    const bytes = await channel.read(signal);
    if (bytes === null) return undefined;
    const head = parser.push(bytes);
    if (head !== undefined) return head;
  }
}

function judgeHead(
  { status, reason }: HttpHead,
  firstBytes: string,
): Opening {
  const detail = { phase: "answer", status };
  if (status === SWITCHING) return { outcome: "answered", detail };
  const message = `The peer speaks HTTP and no WebSocket here: ${status} ` +
    scrub(reason);
  return { outcome: "mismatch", detail: { ...detail, firstBytes, message } };
}
