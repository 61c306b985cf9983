import type { Certificate } from "./certificate.ts";
import {
  type FaultServer,
  readQuestion,
  serveFault,
  writeText,
} from "./fault_server.ts";

/** Speaks TLS with that certificate, and echoes one message. */
export function tlsServer(certificate: Certificate): FaultServer {
  const listener = Deno.listenTls({
    hostname: "127.0.0.1",
    port: 0,
    ...certificate,
  });
  return serveFault(listener, async (conn) => {
    await (conn as Deno.TlsConn).handshake();
    await writeText(conn, await readQuestion(conn));
    await readQuestion(conn);
  });
}
