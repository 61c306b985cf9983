import type { Channel } from "../io/io.ts";
import { MAX_HTTP_BODY_BYTES } from "../model/limits.ts";
import { scrub } from "../model/scrub.ts";
import type { Credentials, Target } from "../model/target.ts";
import { isBodyNeeded, readConnectReply } from "../wire/connect_reply.ts";
import { encodeConnectRequest } from "../wire/connect_request.ts";
import type { HttpHead } from "../wire/http_head.ts";
import { startDeadline } from "./deadline.ts";
import { HttpConversation } from "./http_conversation.ts";
import type { ProbeContext } from "./probe.ts";
import {
  ofProxy,
  type ProxyDialogue,
  type ProxySight,
} from "./proxy_dialogue.ts";

/**
 * How long the body of an error page is waited for, in milliseconds. It comes
 * with the head or right behind it, and only refines what the head says.
 */
const BODY_GRACE_MS = 250;

/** Asks for a tunnel by HTTP CONNECT. */
export class ConnectDialogue implements ProxyDialogue {
  readonly #target: Target;
  readonly #credentials: Credentials | undefined;
  readonly #context: ProbeContext;
  readonly #talk: HttpConversation;
  #rest: Uint8Array = new Uint8Array();

  /** Prepares; nothing is sent yet. */
  constructor(
    channel: Channel,
    target: Target,
    credentials: Credentials | undefined,
    context: ProbeContext,
  ) {
    this.#talk = new HttpConversation(channel);
    this.#target = target;
    this.#credentials = credentials;
    this.#context = context;
  }

  get firstBytes(): string {
    return scrub(this.#talk.firstBytes);
  }

  get rest(): Uint8Array {
    return this.#rest;
  }

  async ask(signal: AbortSignal): Promise<ProxySight> {
    const { authority } = this.#target;
    const request = encodeConnectRequest(authority, this.#credentials);
    const head = await this.#talk.ask(request, this.#context.io, signal);
    if (head === null) return this.#closed();
    // A proxy that has too many clients may say so at once; what opens a
    // tunnel before it was asked is something else.
    if (this.#talk.isEarly && head.status < 400) {
      const message = "The peer answered before it was asked";
      return ofProxy("not-a-proxy", { phase: "answer", message });
    }
    this.#rest = head.rest;
    const body = isBodyNeeded(head) ? await this.#readBody(head) : "";
    return readConnectReply(head, body);
  }

  #closed(): ProxySight {
    const { firstBytes } = this;
    const detail = { phase: "answer", ...(firstBytes && { firstBytes }) };
    return ofProxy("tunnel-closed", detail);
  }

  async #readBody({ headers }: HttpHead): Promise<string> {
    const length = /^\d+$/.exec(headers.get("content-length") ?? "")?.[0];
    const wanted = Math.min(Number(length ?? Infinity), MAX_HTTP_BODY_BYTES);
    const grace = startDeadline(this.#context, BODY_GRACE_MS);
    try {
      return await this.#talk.readBody(wanted, grace.signal);
    } finally {
      grace.stop();
    }
  }
}
