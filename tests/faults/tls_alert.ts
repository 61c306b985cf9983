import {
  type FaultServer,
  readQuestion,
  startFault,
  writeAll,
} from "./fault_server.ts";

/** Numbers of TLS alerts (RFC 8446 section 6.2). */
export const ALERTS = {
  handshakeFailure: 40,
  protocolVersion: 70,
  unrecognizedName: 112,
} as const;

/** Answers the TLS greeting with a fatal alert. */
export function tlsAlert(alert: keyof typeof ALERTS): FaultServer {
  const record = [0x15, 3, 3, 0, 2, 2, ALERTS[alert]];
  return startFault(async (conn) => {
    await readQuestion(conn);
    await writeAll(conn, new Uint8Array(record));
    await readQuestion(conn);
  });
}
