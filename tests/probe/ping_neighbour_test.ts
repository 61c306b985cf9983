import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { ioError } from "../io/fake_io.ts";
import { pingIn, run, type Scene } from "./ping_scene.ts";
import { type Spawned, untilKilled } from "./spawned.ts";

const INCOMPLETE = JSON.stringify([
  { dst: "10.77.2.11", dev: "eth0", state: ["FAILED"] },
  { dst: "10.77.2.10", dev: "eth0", confirmed: 62, state: ["INCOMPLETE"] },
]);

Deno.test("`probePing()` asks the neighbour table when a host on the link is silent", async () => {
  const { seen, neighbour, io } = await pingIn({
    ping: untilKilled(),
    neigh: { stdout: INCOMPLETE },
    input: { onLink: true },
  });
  assertEquals(seen.outcome, "echo-silent");
  assertEquals(neighbour?.outcome, "neighbour-silent");
  assertEquals(neighbour?.segment, "server");
  assertEquals(neighbour?.detail, {
    address: "10.77.2.10",
    family: 4,
    role: "target",
    onLink: true,
    interface: "eth0",
    neighbourState: "incomplete",
  });
  assertEquals(io.calls.at(-1), "spawn ip -s -j neigh");
});

Deno.test("`probePing()` asks the neighbour table when this host reported itself", async () => {
  const failed = [{ dst: "10.77.2.10", dev: "eth0", state: ["FAILED"] }];
  const { neighbour } = await pingIn({
    ping: run("own neighbour failure"),
    neigh: { stdout: JSON.stringify(failed) },
    input: { onLink: true },
  });
  assertEquals(neighbour?.outcome, "neighbour-silent");
});

Deno.test("`probePing()` believes a neighbour that answered after the first packet", async () => {
  function table(confirmed: number, state: string): Spawned {
    const lladdr = "02:00:00:00:00:01";
    const entry = { dst: "10.77.2.10", dev: "eth0", lladdr, confirmed };
    return { stdout: JSON.stringify([{ ...entry, state: [state] }]) };
  }
  const answered = table(1, "REACHABLE");
  const scenes: [before: Spawned, outcome: string][] = [
    [{ stdout: "[]" }, "neighbour-answered"],
    [{ stdout: INCOMPLETE }, "neighbour-answered"],
    [table(40, "STALE"), "neighbour-answered"],
    [table(0, "REACHABLE"), "neighbour-unproven"],
    [{ exitCode: 1 }, "neighbour-unproven"],
  ];
  for (const [before, outcome] of scenes) {
    const { neighbour, io } = await pingIn({
      ping: untilKilled(),
      neigh: [before, answered],
      input: { onLink: true },
    });
    assertEquals(neighbour?.outcome, outcome);
    assertEquals(io.calls, [
      "spawn ip -s -j neigh",
      "spawn ping -n -c 1 -w 2 -W 2 10.77.2.10",
      "spawn ip -s -j neigh",
    ]);
  }
});

Deno.test("`probePing()` says nothing of neighbours when they would prove nothing", async () => {
  const scenes: Scene[] = [
    { ping: run("routed"), input: { onLink: true } },
    { ping: run("router no route"), input: { onLink: true } },
    { ping: run("no route"), input: { onLink: true } },
    { ping: run("silent"), input: { onLink: true, host: undefined } },
    { ping: run("silent"), input: { onLink: false } },
    { ping: run("silent") },
  ];
  for (const scene of scenes) {
    const { observations } = await pingIn(scene);
    assertEquals(observations.length, 1);
  }
});

Deno.test("`probePing()` reads no table when the host is not on the link", async () => {
  for (const input of [{ onLink: false }, {}]) {
    const { io } = await pingIn({ ping: untilKilled(), input });
    assertEquals(io.calls.length, 1);
  }
});

Deno.test("`probePing()` says nothing of a neighbour table that it cannot read", async () => {
  const tables: Spawned[] = [
    ioError("not-found", { code: "ENOENT" }),
    { exitCode: 1, stderr: 'Option "-s" is unknown' },
    { stdout: "{" },
    untilKilled(),
  ];
  for (const neigh of tables) {
    const { observations, endMs } = await pingIn({
      ping: untilKilled(),
      neigh,
      input: { onLink: true },
    });
    assertEquals(observations.map(({ outcome }) => outcome), ["echo-silent"]);
    assert(endMs <= 2000);
  }
});
