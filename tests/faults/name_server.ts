import { createSocket, type Socket } from "node:dgram";
// @ts-types="@types/dns-packet"
import { type Answer, decode, encode, type Packet } from "dns-packet";

/**
 * What a name server does with a question: `answer` from its zone (names that
 * it lacks are NXDOMAIN), answer with an error, or misbehave.
 */
export type NameServerMode =
  | "answer"
  | "silent"
  | "servfail"
  | "refused"
  | "nxdomain"
  | "nodata"
  | "referral"
  | "garbage"
  | "wrong-id-first"
  | "truncated"
  | "cut"
  | "slow";

/** Options of {@linkcode startNameServer}. */
export interface NameServerOptions {
  /** What it does. */
  readonly mode: NameServerMode;
  /** Addresses of both families by full name; an empty list is NODATA. */
  readonly zone?: Readonly<Record<string, readonly string[]>>;
  /** What it does for single names instead. */
  readonly modes?: Readonly<Record<string, NameServerMode>>;
  /** Whether its TCP port is served too. @default {true} */
  readonly tcp?: boolean;
  /** How late a slow answer is, in milliseconds. @default {300} */
  readonly slowMs?: number;
}

/** A name server on loopback; `await using` stops it. */
export interface FakeNameServer extends AsyncDisposable {
  readonly address: "127.0.0.1";
  readonly port: number;
  /** The questions in the order that they came: `udp A name`. */
  readonly questions: string[];
}

const HOSTNAME = "127.0.0.1";

/** QR, RD and RA of RFC 1035 §4.1.1, and TC. */
const RESPONSE = 0x8180;
const NO_RECURSION = 0x8100;
const TRUNCATED = 0x0200;

const RCODES: Readonly<Partial<Record<NameServerMode, number>>> = {
  servfail: 2,
  nxdomain: 3,
  refused: 5,
};

/** Starts a name server with a fault of one's choice, on UDP and TCP. */
export async function startNameServer(
  options: NameServerOptions,
): Promise<FakeNameServer> {
  const { socket, listener } = await bindBoth();
  const questions: string[] = [];
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const conns = new Set<Deno.Conn>();
  socket.on("message", (bytes: Uint8Array, from) => {
    questions.push(`udp ${questionIn(bytes)}`);
    const send = (answer: Uint8Array) =>
      socket.send(answer, from.port, from.address);
    const { answers, delayMs } = respond(bytes, options, "udp");
    if (delayMs === 0) return answers.forEach(send);
    timers.add(setTimeout(() => answers.forEach(send), delayMs));
  });
  if (options.tcp === false) listener.close();
  const serving = options.tcp === false
    ? Promise.resolve()
    : serveTcp(listener, conns, (bytes) => {
      questions.push(`tcp ${questionIn(bytes)}`);
      return respond(bytes, options, "tcp").answers;
    });
  return {
    address: HOSTNAME,
    port: (listener.addr as Deno.NetAddr).port,
    questions,
    async [Symbol.asyncDispose]() {
      for (const timer of timers) clearTimeout(timer);
      if (options.tcp !== false) listener.close();
      for (const conn of conns) conn.close();
      await serving;
      await new Promise<void>((resolve) => socket.close(() => resolve()));
    },
  };
}

/** One free number for both: the system chooses it for TCP. */
async function bindBoth(): Promise<
  { socket: Socket; listener: Deno.TcpListener }
> {
  for (let tries = 0;; tries++) {
    const listener = Deno.listen({ hostname: HOSTNAME, port: 0 });
    const socket = createSocket("udp4");
    try {
      await new Promise<void>((resolve, reject) => {
        socket.once("error", reject);
        socket.bind(listener.addr.port, HOSTNAME, resolve);
      });
      return { socket, listener };
    } catch (error) {
      listener.close();
      socket.close();
      if (tries === 5) throw error;
    }
  }
}

async function serveTcp(
  listener: Deno.TcpListener,
  conns: Set<Deno.Conn>,
  respondTo: (bytes: Uint8Array) => readonly Uint8Array[],
): Promise<void> {
  const running: Promise<void>[] = [];
  try {
    for await (const conn of listener) {
      conns.add(conn);
      running.push(
        serveConn(conn, respondTo).finally(() => conns.delete(conn)),
      );
    }
  } finally {
    await Promise.all(running);
  }
}

async function serveConn(
  conn: Deno.Conn,
  respondTo: (bytes: Uint8Array) => readonly Uint8Array[],
): Promise<void> {
  const buffer = new Uint8Array(1024);
  try {
    // One read: a question is far smaller than a segment.
    const length = await conn.read(buffer);
    if (length === null || length < 14) return conn.close();
    for (const answer of respondTo(buffer.slice(2, length))) {
      const framed = Uint8Array.of(
        answer.length >> 8,
        answer.length,
        ...answer,
      );
      await conn.write(framed);
    }
    // A silent server keeps the connection until its client leaves.
    while (await conn.read(buffer) !== null);
    conn.close();
  } catch {
    // The client left, or the test is over.
  }
}

function packetIn(bytes: Uint8Array): Packet {
  const copy = encode({}).constructor as BufferConstructor;
  return decode(copy.from(bytes));
}

function questionIn(bytes: Uint8Array): string {
  const [question] = packetIn(bytes).questions ?? [];
  return `${question?.type} ${question?.name}`;
}

function respond(
  bytes: Uint8Array,
  options: NameServerOptions,
  transport: "udp" | "tcp",
): { readonly answers: readonly Uint8Array[]; readonly delayMs: number } {
  const query = packetIn(bytes);
  const name = query.questions?.[0]?.name ?? "";
  const mode = options.modes?.[name] ?? options.mode;
  const delayMs = mode === "slow" ? options.slowMs ?? 300 : 0;
  return { answers: answersFor(mode, query, options, transport), delayMs };
}

function answersFor(
  mode: NameServerMode,
  query: Packet,
  options: NameServerOptions,
  transport: "udp" | "tcp",
): readonly Uint8Array[] {
  const rcode = RCODES[mode];
  if (rcode !== undefined) return [reply(query, { flags: RESPONSE | rcode })];
  const good = answerFrom(options.zone ?? {}, query);
  const isUdp = transport === "udp";
  switch (mode) {
    case "silent":
      return [];
    case "nodata":
      return [reply(query, {})];
    case "referral":
      return [reply(query, { flags: NO_RECURSION })];
    case "garbage":
      return [new TextEncoder().encode("SSH-2.0-OpenSSH_9.9\r\n")];
    case "wrong-id-first":
      return [reply(query, { id: (query.id ?? 0) ^ 1 }), good];
    case "truncated":
      return [isUdp ? reply(query, { flags: RESPONSE | TRUNCATED }) : good];
    case "cut":
      return [good.slice(0, -2)];
    default:
      return [good];
  }
}

function answerFrom(
  zone: Readonly<Record<string, readonly string[]>>,
  query: Packet,
): Uint8Array {
  const question = query.questions?.[0];
  const addresses = zone[question?.name ?? ""];
  if (question === undefined || addresses === undefined) {
    return reply(query, { flags: RESPONSE | 3 });
  }
  const isSix = question.type === "AAAA";
  const answers = addresses
    .filter((address) => address.includes(":") === isSix)
    .map((data): Answer => ({
      type: isSix ? "AAAA" : "A",
      name: question.name,
      ttl: 1,
      data,
    }));
  return reply(query, { answers });
}

function reply(query: Packet, packet: Packet): Uint8Array {
  const { id, questions } = query;
  return encode({
    type: "response",
    flags: RESPONSE,
    ...(id !== undefined && { id }),
    ...(questions !== undefined && { questions }),
    ...packet,
  });
}
