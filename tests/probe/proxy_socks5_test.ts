import { assertEquals } from "@std/assert/equals";
import { createDenoIo } from "../../src/io/deno.ts";
import { dial } from "../../src/io/deno_conn.ts";
import { parseProxy, parseTarget } from "../../src/model/target.ts";
import { probeProxy } from "../../src/probe/proxy.ts";
import { answerOnce } from "../faults/answer_once.ts";
import type { FaultServer } from "../faults/fault_server.ts";
import { socks5Proxy } from "../faults/socks5_proxy.ts";

const { signal } = new AbortController();

async function ask(server: FaultServer, target: string, user = "") {
  const { address, port } = server;
  const input = {
    proxy: parseProxy(`socks5://${user}127.0.0.1:${port}`),
    target: parseTarget(target),
    channel: await dial({ address, port, signal }),
  };
  const context = { io: createDenoIo(), signal, timeoutMs: 2000 };
  const { observations, channel } = await probeProxy(input, context);
  return { outcome: observations.at(-1)?.outcome, channel };
}

Deno.test("`probeProxy()` talks through a SOCKS5 tunnel by any address", async () => {
  await using proxy = socks5Proxy();
  await using server = answerOnce("pong");
  for (const host of ["127.0.0.1", "[::1]", "server.invalid"]) {
    const { outcome, channel } = await ask(proxy, `${host}:${server.port}`);
    assertEquals(outcome, "tunnel-opened");
    await channel?.write(new TextEncoder().encode("ping"), signal);
    const answer = await channel?.read(signal);
    assertEquals(new TextDecoder().decode(answer ?? undefined), "pong");
    channel?.close();
  }
  assertEquals(server.questions, ["ping", "ping", "ping"]);
});

Deno.test("`probeProxy()` logs in to a SOCKS5 proxy with any characters", async () => {
  const credentials = { username: "alice ä", password: "s3cret@/" };
  await using proxy = socks5Proxy({ credentials });
  await using server = answerOnce("pong");
  const outcomeFor = async (user: string) => {
    const target = `127.0.0.1:${server.port}`;
    const { outcome, channel } = await ask(proxy, target, user);
    channel?.close();
    return outcome;
  };
  const right = "alice%20%C3%A4:s3cret%40%2F@";
  assertEquals(await outcomeFor(right), "tunnel-opened");
  assertEquals(await outcomeFor("alice:wrong@"), "auth-required");
  assertEquals(await outcomeFor(""), "auth-required");
});
