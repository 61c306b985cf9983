import { assertEquals } from "@std/assert/equals";
import { assertRejects } from "@std/assert/rejects";
import { createDenoIo } from "../../src/io/deno.ts";
import { IoError, type SecureChannel } from "../../src/io/io.ts";
import { binaryGarbage } from "../faults/binary_garbage.ts";
import {
  type IssueOptions,
  makeAuthority,
  makeSelfSigned,
} from "../faults/certificate.ts";
import { closeAfterQuestion } from "../faults/close_after_question.ts";
import {
  type FaultServer,
  serveFault,
  writeAll,
} from "../faults/fault_server.ts";
import { hangAfterAccept } from "../faults/hang_after_accept.ts";
import { resetRelay } from "../faults/reset_relay.ts";
import { tlsAlert } from "../faults/tls_alert.ts";
import { tlsServer } from "../faults/tls_server.ts";

const authority = await makeAuthority();
const io = createDenoIo({ certificates: [authority.cert] });
const bytes = (text: string) => new TextEncoder().encode(text);
const open = () => new AbortController().signal;

async function secure(
  server: FaultServer,
  serverName: string,
  signal = open(),
): Promise<SecureChannel> {
  const channel = await io.dial({ ...server, signal: open() });
  try {
    return await io.secure(channel, { serverName, signal });
  } catch (error) {
    channel.close();
    throw error;
  }
}

async function distrust(
  options: IssueOptions,
  serverName: string,
): Promise<string | undefined> {
  await using server = tlsServer(await authority.issue(options));
  const channel = await secure(server, serverName);
  channel.close();
  return channel.tls.distrust;
}

Deno.test("`Io.secure()` opens a stream to write, read and end", async () => {
  const names = ["localhost", "127.0.0.1"];
  await using server = tlsServer(await authority.issue({ names }));
  const channel = await secure(server, "localhost");
  try {
    await channel.write(bytes("ping"), open());
    assertEquals(await channel.read(open()), bytes("ping"));
    assertEquals(channel.tls, {
      protocol: "TLSv1.3",
      validFrom: "2016-01-01T00:00:00.000Z",
      validTo: "2099-12-31T00:00:00.000Z",
      names: "DNS:localhost, IP Address:127.0.0.1",
    });
  } finally {
    channel.close();
  }
});

Deno.test("`Io.secure()` checks names, wildcards and addresses", async () => {
  const wrong = "ERR_TLS_CERT_ALTNAME_INVALID";
  const names = ["a.test", "*.wild.test", "127.0.0.1"];
  assertEquals(await distrust({ names }, "a.test"), undefined);
  assertEquals(await distrust({ names }, "x.wild.test"), undefined);
  assertEquals(await distrust({ names }, "127.0.0.1"), undefined);
  assertEquals(await distrust({ names }, "b.test"), wrong);
  assertEquals(await distrust({ names }, "x.y.wild.test"), wrong);
  assertEquals(await distrust({ names }, "127.0.0.2"), wrong);
  assertEquals(await distrust({ names }, "::1"), wrong);
  assertEquals(await distrust({ names }, "fe80::1%lo"), wrong);
});

Deno.test("`Io.secure()` distrusts dates, strangers and self-signed", async () => {
  const names = ["localhost"];
  const past = new Date("2020-01-01");
  const future = new Date("2090-01-01");
  const self = await makeSelfSigned({ names });
  await using selfSigned = tlsServer(self);
  const channel = await secure(selfSigned, "localhost");
  channel.close();
  assertEquals(channel.tls.distrust, "DEPTH_ZERO_SELF_SIGNED_CERT");
  const unverified = "UNABLE_TO_VERIFY_LEAF_SIGNATURE";
  const late = { names, validTo: past };
  const early = { names, validFrom: future };
  assertEquals(await distrust(late, "localhost"), unverified);
  assertEquals(await distrust(early, "localhost"), unverified);
});

Deno.test("`Io.secure()` trusts nobody's authority by default", async () => {
  const certificate = await authority.issue({ names: ["localhost"] });
  await using server = tlsServer(certificate);
  const channel = await io.dial({ ...server, signal: open() });
  const options = { serverName: "localhost", signal: open() };
  const secured = await createDenoIo().secure(channel, options);
  secured.close();
  assertEquals(secured.tls.distrust, "UNABLE_TO_VERIFY_LEAF_SIGNATURE");
});

Deno.test("`Io.secure()` gives the alert's reason", async () => {
  await using server = tlsAlert("handshakeFailure");
  const error = await assertRejects(() => secure(server, "localhost"), IoError);
  assertEquals(error.code, "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE");
  assertEquals(error.message, "received fatal alert: HandshakeFailure");
});

Deno.test("`Io.secure()` throws at bytes that are not TLS", async () => {
  await using server = binaryGarbage();
  const error = await assertRejects(() => secure(server, "localhost"), IoError);
  assertEquals(error.code, "ERR_SSL_WRONG_VERSION_NUMBER");
});

Deno.test("`Io.secure()` throws at the end of the stream", async () => {
  await using server = closeAfterQuestion();
  await assertRejects(() => secure(server, "localhost"), IoError);
});

Deno.test("`Io.secure()` ends by its signal and leaves nothing", async () => {
  await using server = hangAfterAccept();
  const stop = new AbortController();
  const work = secure(server, "localhost", stop.signal);
  setTimeout(() => stop.abort(new Error("enough")), 50);
  await assertRejects(() => work, Error, "enough");
});

Deno.test("`SecureChannel.read()` ends by its signal and goes on later", async () => {
  const certificate = await authority.issue({ names: ["localhost"] });
  await using server = tlsServer(certificate);
  const channel = await secure(server, "localhost");
  try {
    const stop = new AbortController();
    const read = channel.read(stop.signal);
    stop.abort(new Error("enough"));
    await assertRejects(() => read, Error, "enough");
    await channel.write(bytes("more"), open());
    assertEquals(await channel.read(open()), bytes("more"));
    await channel.write(bytes("end"), open());
    assertEquals(await channel.read(open()), null);
    assertEquals(await channel.read(open()), null);
  } finally {
    channel.close();
    channel.close();
  }
});

Deno.test("`SecureChannel` names a reset of the stream under it", async () => {
  const certificate = await authority.issue({ names: ["localhost"] });
  await using server = tlsServer(certificate);
  await using relay = await resetRelay(server);
  const channel = await secure(relay, "localhost");
  try {
    await channel.write(bytes("ping"), open());
    assertEquals(await channel.read(open()), bytes("ping"));
    const read = channel.read(open());
    relay.reset();
    const error = await assertRejects(() => read, IoError);
    assertEquals(error.code, "ECONNRESET");
    await assertRejects(() => channel.read(open()), IoError);
    await assertRejects(() => channel.write(bytes("x"), open()), IoError);
  } finally {
    channel.close();
  }
});

Deno.test("`SecureChannel` ends with the stream under it", async () => {
  const certificate = await authority.issue({ names: ["localhost"] });
  await using server = tlsServer(certificate);
  await using relay = await resetRelay(server);
  const channel = await secure(relay, "localhost");
  try {
    await channel.write(bytes("ping"), open());
    assertEquals(await channel.read(open()), bytes("ping"));
    relay.end();
    assertEquals(await channel.read(open()), null);
  } finally {
    channel.close();
  }
});

Deno.test("`SecureChannel` passes megabytes on, in bounded portions", async () => {
  const certificate = await authority.issue({ names: ["localhost"] });
  const total = 3_000_000;
  const listener = Deno.listenTls({
    hostname: "127.0.0.1",
    port: 0,
    ...certificate,
  });
  await using server = serveFault(listener, async (conn) => {
    await writeAll(conn, new Uint8Array(total));
  });
  const channel = await secure(server, "localhost");
  try {
    let read = 0;
    for (;;) {
      const portion = await channel.read(open());
      if (portion === null) break;
      assertEquals(portion.length <= 16_384, true);
      read += portion.length;
    }
    assertEquals(read, total);
  } finally {
    channel.close();
  }
});
