import type { AnsweringSocket, ServingIo } from "../../io/io.ts";
import { buildDnsReply } from "../../wire/dns_reply.ts";

/** A real name server on loopback that knows what it is told. */
export interface NameServer {
  /** The port that it serves, by UDP. */
  readonly port: number;
  /** Takes a name out of the zone: it does not exist any more. */
  forget(name: string): void;
  /** Stops serving; again is allowed. */
  stop(): void;
}

/**
 * Starts a name server.
 *
 * @param io The world.
 * @param address A literal address of this host.
 * @param zone The names that exist, each with its IPv4 address.
 */
export async function startNameServer(
  io: ServingIo,
  address: string,
  zone: Readonly<Record<string, string>>,
): Promise<NameServer> {
  const names = new Map(Object.entries(zone));
  const socket: AnsweringSocket = await io.answerDatagrams(
    { address, port: 0 },
    (query) =>
      buildDnsReply(query, (name) => {
        const known = names.get(name);
        return known === undefined
          ? { rcode: "NXDOMAIN", addresses: [] }
          : { rcode: "NOERROR", addresses: [known] };
      }),
  );
  return {
    port: socket.port,
    forget: (name) => names.delete(name),
    stop: () => socket.close(),
  };
}
