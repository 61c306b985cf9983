import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { check } from "../../src/app/check.ts";
import { hangAfterAccept } from "../faults/hang_after_accept.ts";
import { startNameServer } from "../faults/name_server.ts";

Deno.test("`check()` names a proxy that hangs once for 500 targets, which wait together", async () => {
  await using hung = hangAfterAccept();
  const timeoutMs = 1000;
  const targets = Array.from(
    { length: 500 },
    (_, index) => `10.9.2.10:${index + 1}`,
  );
  const { findings, elapsedMs } = await check(targets, {
    proxy: `http://127.0.0.1:${hung.port}`,
    timeoutMs,
  });
  assertEquals(
    findings.map(({ subject, verdict, victims }) =>
      [subject, verdict.mode, victims.length] as const
    ),
    [[`127.0.0.1:${hung.port}`, "proxy-hung", 500]],
  );
  // How long is for the benchmark to say; a busy machine lets fewer wait.
  assert(elapsedMs < targets.length * timeoutMs / 2, `${elapsedMs} ms`);
});

Deno.test("`check()` keeps apart what refuses, hangs and has no name, all at once", async () => {
  await using hung = hangAfterAccept();
  await using names = await startNameServer({
    mode: "answer",
    zone: { "web.example": ["127.0.0.1"] },
  });
  const closed = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = closed.addr;
  closed.close();
  const targets = Array.from({ length: 10 }, (_, index) => [
    { name: `stopped ${index}`, target: `web.example:${port}` },
    { name: `hung ${index}`, target: `text://web.example:${hung.port}` },
    { name: `lost ${index}`, target: `gone.example:${port}` },
  ]).flat();
  const { findings } = await check(targets, {
    nameServers: [`127.0.0.1:${names.port}`],
    timeoutMs: 500,
  });
  assertEquals(
    findings.map(({ verdict, victims }) => [verdict.mode, victims.length]),
    [["name-not-found", 10], ["server-stopped", 10], ["server-hung", 10]],
  );
  // Two records of each name, each asked for once.
  assertEquals(names.questions.length, new Set(names.questions).size);
});
