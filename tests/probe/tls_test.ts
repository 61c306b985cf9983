import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { createDenoIo } from "../../src/io/deno.ts";
import type { TlsFacts } from "../../src/io/io.ts";
import { probeTls } from "../../src/probe/tls.ts";
import { answerFirst } from "../faults/answer_first.ts";
import { answerOnce } from "../faults/answer_once.ts";
import { binaryGarbage } from "../faults/binary_garbage.ts";
import { makeAuthority, makeSelfSigned } from "../faults/certificate.ts";
import { closeAfterQuestion } from "../faults/close_after_question.ts";
import { closeAtOnce } from "../faults/close_at_once.ts";
import type { FaultServer } from "../faults/fault_server.ts";
import { hangAfterAccept } from "../faults/hang_after_accept.ts";
import { resetConnection } from "../faults/reset_connection.ts";
import { tlsAlert } from "../faults/tls_alert.ts";
import { tlsServer } from "../faults/tls_server.ts";
import { FakeIo } from "../io/fake_io.ts";

const authority = await makeAuthority();
const realIo = createDenoIo({ certificates: [authority.cert] });
const { signal } = new AbortController();
const subject = "localhost:443";

async function look(server: FaultServer, serverName = "localhost") {
  await using _ = server;
  const channel = await realIo.dial({ ...server, signal });
  const { observations, channel: secured } = await probeTls(
    { subject, serverName, channel },
    { io: realIo, signal, timeoutMs: 200 },
  );
  secured?.close();
  const [seen] = observations;
  assert(seen !== undefined);
  assertEquals(observations.length, 1);
  assertEquals(seen.segment, "session");
  assertEquals(seen.detail.phase, "handshake");
  assertEquals(secured !== undefined, seen.outcome === "secured");
  return seen;
}

Deno.test("`probeTls()` secures by name and by address", async () => {
  const names = ["localhost", "127.0.0.1"];
  const certificate = await authority.issue({ names });
  const seen = await look(tlsServer(certificate));
  assertEquals(seen.outcome, "secured");
  assertEquals(seen.detail.protocol, "TLSv1.3");
  assertEquals(seen.detail.validTo, "2099-12-31T00:00:00.000Z");
  const byAddress = await look(tlsServer(certificate), "127.0.0.1");
  assertEquals(byAddress.outcome, "secured");
});

Deno.test("`probeTls()` names an expired certificate", async () => {
  const validTo = new Date("2020-01-01T00:00:00Z");
  const names = ["localhost"];
  const certificate = await authority.issue({ names, validTo });
  const seen = await look(tlsServer(certificate));
  assertEquals(seen.outcome, "certificate-expired");
  assertEquals(seen.detail.validTo, "2020-01-01T00:00:00.000Z");
});

Deno.test("`probeTls()` names a certificate of the future", async () => {
  const validFrom = new Date("2090-01-01T00:00:00Z");
  const names = ["localhost"];
  const certificate = await authority.issue({ names, validFrom });
  const seen = await look(tlsServer(certificate));
  assertEquals(seen.outcome, "certificate-not-yet-valid");
  assertEquals(seen.detail.validFrom, "2090-01-01T00:00:00.000Z");
});

Deno.test("`probeTls()` names a certificate for another name", async () => {
  const certificate = await authority.issue({ names: ["other.test"] });
  const seen = await look(tlsServer(certificate));
  assertEquals(seen.outcome, "certificate-wrong-name");
  assertEquals(seen.detail.names, "DNS:other.test");
  assertEquals(seen.detail.name, "localhost");
  const byAddress = await look(tlsServer(certificate), "127.0.0.1");
  assertEquals(byAddress.outcome, "certificate-wrong-name");
});

Deno.test("`probeTls()` names a certificate that nobody vouches for", async () => {
  const names = ["localhost"];
  const selfSigned = await look(tlsServer(await makeSelfSigned({ names })));
  assertEquals(selfSigned.outcome, "certificate-untrusted");
  assertEquals(selfSigned.detail.code, "DEPTH_ZERO_SELF_SIGNED_CERT");
  const stranger = await makeAuthority("Another CA");
  const strange = await look(tlsServer(await stranger.issue({ names })));
  assertEquals(strange.outcome, "certificate-untrusted");
  assertEquals(strange.detail.code, "UNABLE_TO_VERIFY_LEAF_SIGNATURE");
});

Deno.test("`probeTls()` keeps the alert's reason", async () => {
  const seen = await look(tlsAlert("handshakeFailure"));
  assertEquals(seen.outcome, "tls-alert");
  assertEquals(seen.detail.message, "received fatal alert: HandshakeFailure");
  const version = await look(tlsAlert("protocolVersion"));
  assertEquals(version.detail.message, "received fatal alert: ProtocolVersion");
  const name = await look(tlsAlert("unrecognizedName"));
  assertEquals(name.detail.message, "received fatal alert: UnrecognisedName");
});

Deno.test("`probeTls()` shows the first bytes of what is not TLS", async () => {
  const http = await look(answerOnce("HTTP/1.1 400 Bad Request\r\n\r\n"));
  assertEquals(http.outcome, "not-tls");
  assertEquals(http.detail.firstBytes, "HTTP/1.1 400 Bad Request\\r\\n\\r\\n");
  const mail = await look(answerFirst("220 mail.test ESMTP\r\n"));
  assertEquals(mail.outcome, "not-tls");
  assertEquals(mail.detail.firstBytes, "220 mail.test ESMTP\\r\\n");
  const short = await look(answerOnce("no"));
  assertEquals(short.outcome, "not-tls");
});

Deno.test("`probeTls()` is not fooled by garbage, framed as TLS or not", async () => {
  const garbage = await look(binaryGarbage());
  assertEquals(garbage.outcome, "not-tls");
  assert(garbage.detail.firstBytes?.startsWith("\\xff\\xfe"));
  const prefix = [0x16, 3, 3, 0, 40];
  const framed = await look(binaryGarbage({ prefix }));
  assertEquals(framed.outcome, "not-tls");
});

Deno.test("`probeTls()` tells silence, an end and a reset apart", async () => {
  const silent = await look(hangAfterAccept());
  assertEquals(silent.outcome, "tls-silent");
  assertEquals(silent.detail.firstBytes, undefined);
  const closed = await look(closeAfterQuestion());
  assertEquals(closed.outcome, "tls-closed");
  assertEquals(closed.detail.code, undefined);
  assertEquals((await look(closeAtOnce())).outcome, "tls-closed");
  const reset = await look(await resetConnection({ afterQuestion: true }));
  assertEquals(reset.outcome, "tls-closed");
  assertEquals(reset.detail.code, "ECONNRESET");
});

Deno.test("`probeTls()` is silent about half a record until the deadline", async () => {
  const half = new TextDecoder("latin1").decode(new Uint8Array([0x16, 3]));
  const seen = await look(answerFirst(half));
  assertEquals(seen.outcome, "tls-silent");
  assertEquals(seen.detail.firstBytes, "\\x16\\x03");
});

async function judge(tls: TlsFacts) {
  const io = new FakeIo({
    secure: (inner) => Promise.resolve(Object.assign(inner, { tls })),
  });
  const channel = io.channel();
  const context = { io, signal, timeoutMs: 2000 };
  const work = probeTls({ subject, serverName: "a.test", channel }, context);
  const result = await io.clock.run(work);
  assertEquals(channel.closed, result.channel === undefined);
  return result.observations[0]?.outcome;
}

Deno.test("`probeTls()` judges dates by the wall clock where no code names them", async () => {
  const protocol = "TLSv1.3";
  const distrust = "UNABLE_TO_VERIFY_LEAF_SIGNATURE";
  const [past, future] = ["2025-12-31T00:00:00Z", "2026-12-31T00:00:00Z"];
  const facts = { protocol, distrust, validFrom: past, validTo: future };
  assertEquals(await judge({ protocol }), "secured");
  assertEquals(await judge(facts), "certificate-untrusted");
  assertEquals(
    await judge({ ...facts, validTo: past }),
    "certificate-expired",
  );
  assertEquals(
    await judge({ ...facts, validFrom: future }),
    "certificate-not-yet-valid",
  );
  const expired = { protocol, distrust: "CERT_HAS_EXPIRED" };
  assertEquals(await judge(expired), "certificate-expired");
});
