import { IoError } from "../../io/io.ts";

/** How the proxy calls itself. */
const SOFTWARE = "faultline-demo";

/**
 * An answer of the proxy, as bytes. All but 200 end the connection.
 *
 * @param status The status.
 * @param reason The reason phrase.
 * @param headers More headers.
 */
export function proxyAnswer(
  status: number,
  reason: string,
  headers: readonly string[] = [],
): Uint8Array {
  const body = status === 200 ? [] : ["Content-Length: 0", "Connection: close"];
  const lines = [
    `HTTP/1.1 ${status} ${reason}`,
    `Proxy-Agent: ${SOFTWARE}`,
    ...headers,
    ...body,
  ];
  return new TextEncoder().encode(lines.join("\r\n") + "\r\n\r\n");
}

/** Error types of RFC 9209 section 2.3 for the codes of connect(2). */
const ERROR_BY_CODE: ReadonlyMap<string, string> = new Map([
  ["ECONNREFUSED", "connection_refused"],
  ["EHOSTUNREACH", "destination_ip_unroutable"],
  ["ENETUNREACH", "destination_ip_unroutable"],
  ["ETIMEDOUT", "connection_timeout"],
]);

/**
 * The answer to a client whose server could not be reached, with the reason
 * as RFC 9209 names it.
 *
 * @param error What the connection failed with; a signal's reason is a
 * time-out.
 */
export function failureAnswer(error: unknown): Uint8Array {
  const type = error instanceof IoError
    ? ERROR_BY_CODE.get(error.code ?? "") ?? "proxy_internal_error"
    : "connection_timeout";
  return type === "connection_timeout"
    ? proxyAnswer(504, "Gateway Timeout", [proxyStatus(type)])
    : proxyAnswer(502, "Bad Gateway", [proxyStatus(type)]);
}

/** The answer to a client who asks for a name that does not exist here. */
export function unresolvedAnswer(): Uint8Array {
  const status = proxyStatus("dns_error; rcode=NXDOMAIN");
  return proxyAnswer(502, "Bad Gateway", [status]);
}

function proxyStatus(error: string): string {
  return `Proxy-Status: ${SOFTWARE}; error=${error}`;
}
