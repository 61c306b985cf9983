import type { Channel } from "../io/io.ts";
import { MAX_FIRST_BYTES } from "../model/limits.ts";
import { scrub } from "../model/scrub.ts";
import type { Credentials, Target } from "../model/target.ts";
import {
  encodeSocks5Connect,
  encodeSocks5Credentials,
  encodeSocks5Greeting,
  readSocks5AuthStatus,
  readSocks5Method,
  readSocks5Reply,
  SOCKS5_METHODS,
  type Socks5Message,
} from "../wire/socks5.ts";
import { readSocks5ReplyCode } from "../wire/socks5_reply.ts";
import {
  ofProxy,
  type ProxyDialogue,
  type ProxySight,
} from "./proxy_dialogue.ts";
import { Socks5Reader } from "./socks5_reader.ts";

/**
 * Asks for a tunnel by SOCKS5. The answer to the greeting shows that the proxy
 * process lives, so that silence after it is the server's.
 */
export class Socks5Dialogue implements ProxyDialogue {
  readonly #target: Target;
  readonly #credentials: Credentials | undefined;
  readonly #channel: Channel;
  readonly #reader: Socks5Reader;
  #isSecretSent = false;

  /** Prepares; nothing is sent yet. */
  constructor(
    channel: Channel,
    target: Target,
    credentials: Credentials | undefined,
  ) {
    this.#channel = channel;
    this.#reader = new Socks5Reader(channel);
    this.#target = target;
    this.#credentials = credentials;
  }

  get firstBytes(): string {
    // What comes after the password may be the password.
    if (this.#isSecretSent) return "";
    return scrub(this.rest.subarray(0, MAX_FIRST_BYTES), MAX_FIRST_BYTES);
  }

  get rest(): Uint8Array {
    return this.#reader.rest;
  }

  async ask(
    signal: AbortSignal,
    see: (sight: ProxySight) => void,
  ): Promise<ProxySight> {
    const hasCredentials = this.#credentials !== undefined;
    await this.#channel.write(encodeSocks5Greeting(hasCredentials), signal);
    const method = await this.#take(readSocks5Method, signal);
    if (method === null) return ofProxy("tunnel-closed", { phase: "greeting" });
    const refusal = this.#refusalOf(method);
    if (refusal?.outcome === "not-a-proxy") return refusal;
    see(ofProxy("proxy-alive", { phase: "greeting", status: method }));
    return refusal ?? await this.#login(method, signal) ??
      await this.#connect(signal);
  }

  /** Why the method that the proxy chose leads nowhere, if it does not. */
  #refusalOf(method: number): ProxySight | undefined {
    const { none, userPassword, unacceptable } = SOCKS5_METHODS;
    const detail = { phase: "greeting", status: method };
    if (method === unacceptable) {
      const message = "no acceptable authentication method";
      return ofProxy("auth-required", { ...detail, message });
    }
    const offered = this.#credentials ? [none, userPassword] : [none];
    if (offered.some((it) => it === method)) return undefined;
    const message = `chose method ${method}, which was not offered`;
    return ofProxy("not-a-proxy", { ...detail, message });
  }

  /** Sends user name and password where they are wanted. */
  async #login(
    method: number,
    signal: AbortSignal,
  ): Promise<ProxySight | undefined> {
    if (method === SOCKS5_METHODS.none || !this.#credentials) return undefined;
    const request = encodeSocks5Credentials(this.#credentials);
    this.#isSecretSent = true;
    await this.#channel.write(request, signal);
    const status = await this.#take(readSocks5AuthStatus, signal);
    if (status === 0) return undefined;
    // Some close instead of an answer, as RFC 1929 makes them do after it.
    return ofProxy("auth-required", {
      phase: "login",
      message: "the user name or the password is refused",
      ...(status !== null && { status }),
    });
  }

  async #connect(signal: AbortSignal): Promise<ProxySight> {
    const { host, port } = this.#target;
    await this.#channel.write(encodeSocks5Connect(host, port), signal);
    const code = await this.#reader.take(readSocks5Reply, signal);
    if (code === null) return ofProxy("tunnel-closed", { phase: "answer" });
    return readSocks5ReplyCode(code, host.family === 0);
  }

  /** Takes an answer that must be the last word before the next question. */
  async #take(
    parse: (buffer: Uint8Array) => Socks5Message | undefined,
    signal: AbortSignal,
  ): Promise<number | null> {
    const code = await this.#reader.take(parse, signal);
    if (this.rest.length === 0) return code;
    throw new SyntaxError(
      "Cannot go on in SOCKS5: the peer answers before it is asked",
    );
  }
}
