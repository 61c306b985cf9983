// @ts-types="@types/dns-packet"
import { AUTHORITATIVE_ANSWER, decode, encode } from "dns-packet";

/** Response codes that a small name server needs (RFC 1035 §4.1.1). */
const RCODES = { "NOERROR": 0, "SERVFAIL": 2, "NXDOMAIN": 3 } as const;

/** What a name server answers. */
export interface DnsAnswer {
  /** The response code. */
  readonly rcode: keyof typeof RCODES;
  /** IPv4 addresses of the name; none is no record of that kind. */
  readonly addresses: readonly string[];
}

/** The library reads bytes of Node's class only; what it writes tells which. */
const NodeBytes = encode({}).constructor as BufferConstructor;

/**
 * Writes the answer of a name server to one question.
 *
 * @param query The question's bytes.
 * @param answer What to say of a name; asked for IPv4 addresses only.
 * @returns The answer's bytes, or `undefined` where the query is no question.
 */
export function buildDnsReply(
  query: Uint8Array,
  answer: (name: string) => DnsAnswer,
): Uint8Array | undefined {
  const packet = tryDecode(query);
  const [question] = packet?.questions ?? [];
  if (packet?.type !== "query" || question === undefined) return undefined;
  const { rcode, addresses } = answer(question.name.toLowerCase());
  const reply = encode({
    type: "response",
    ...(packet.id !== undefined && { id: packet.id }),
    flags: AUTHORITATIVE_ANSWER | RCODES[rcode],
    questions: [question],
    answers: question.type === "A"
      ? addresses.map((data) => ({
        type: "A",
        name: question.name,
        ttl: 0,
        data,
      }))
      : [],
  });
  return new Uint8Array(reply);
}

function tryDecode(bytes: Uint8Array): ReturnType<typeof decode> | undefined {
  try {
    return decode(NodeBytes.from(bytes));
  } catch {
    return undefined;
  }
}
