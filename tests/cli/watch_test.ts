import { assertEquals } from "@std/assert/equals";
import { assertStringIncludes } from "@std/assert/string-includes";
import { watchWith } from "../../src/app/watch.ts";
import { parseCommandLine } from "../../src/cli/command_line.ts";
import { main } from "../../src/cli/program.ts";
import { runWatch } from "../../src/cli/watch.ts";
import { nearestCode } from "../../src/cli/watch_exit_code.ts";
import { BeatServer } from "../app/beat_server.ts";
import { WatchScene } from "../app/watch_scene.ts";
import { move } from "../report/watch_samples.ts";
import { FakeTerminal } from "./fake_terminal.ts";

async function run(...args: readonly string[]) {
  const terminal = new FakeTerminal(["watch", ...args], {});
  const code = await main(terminal);
  return { code, output: terminal.output, error: terminal.error };
}

Deno.test("`watch` prints one JSON object a move and nothing else", async () => {
  const server = new BeatServer("text");
  const target = `text://127.0.0.1:${server.port}`;
  const { code, output, error } = await run(
    target,
    "--until",
    "online",
    "--format=ndjson",
  );
  await server.stop();
  assertEquals([code, error], [0, ""]);
  const moves = output.trimEnd().split("\n").map((line) => JSON.parse(line));
  assertEquals(moves.map(({ to }) => to), ["connecting", "online", "stopped"]);
  assertEquals(moves[0].schema, "faultline/transition@1");
});

Deno.test("`watch` ends with the code of what is broken", async () => {
  const server = new BeatServer("text");
  await server.stop();
  const target = `text://127.0.0.1:${server.port}`;
  const { code } = await run(target, "--no-reconnect");
  assertEquals(code, 6);
});

Deno.test("`watch` prints a line a move, and why the target is offline", async () => {
  const scene = new WatchScene();
  scene.server.become("stopped");
  const args = ["watch", "text://127.0.0.1:4578", "--no-reconnect"];
  const terminal = new FakeTerminal(args);
  const work = runWatch(
    parseCommandLine(args),
    terminal,
    (target, options) => watchWith(scene.world, target, options),
  );
  assertEquals(await scene.io.clock.run(work), 6);
  const lines = terminal.output.split("\n");
  assertEquals(lines.filter((line) => line.includes(" offline ")), [
    "03:04:05.000 X offline    text://127.0.0.1:4578: The server is not " +
    "running; its machine is alive [server-stopped, or firewall-blocked], " +
    "0ms after the start",
  ]);
  assertEquals(terminal.error, "");
});

Deno.test("`watch` follows several targets and ends by time", async () => {
  const servers = [new BeatServer("text"), new BeatServer("redis")];
  const targets = servers.map(({ port }, index) =>
    `${index === 0 ? "text" : "redis"}://127.0.0.1:${port}`
  );
  const { code, output } = await run(...targets, "--for=300ms");
  await Promise.all(servers.map((server) => server.stop()));
  assertEquals(code, 0);
  for (const target of targets) assertStringIncludes(output, target);
});

Deno.test("`watch` refuses bad input before anything is contacted", async () => {
  const target = "text://127.0.0.1:1";
  const cases: readonly (readonly [string, string])[] = [
    ["--until=offlin", "did you mean offline?"],
    ["--format=json", "text, ndjson"],
    ["--misses=0", "a whole number from 1"],
    ["--interval=5ms", "Cannot use --interval outside"],
    ["--for=ever", "Cannot read --for"],
    ["--proxy=ftp://x:1", "Cannot use proxy scheme"],
    ["--send=NOOP", "Cannot use --send without --expect"],
    ["--expect=\\q", "Cannot read"],
    ["--expect=250", "a tcp or tls target"],
    ["--method=DELETE", "HEAD, GET, OPTIONS"],
  ];
  for (const [option, reason] of cases) {
    const { code, output, error } = await run(target, option);
    assertEquals([code, output], [2, ""], option);
    assertStringIncludes(error, reason);
  }
});

Deno.test("`watch` speaks a heartbeat of the user's own", async () => {
  const server = new BeatServer("redis");
  const { code, output } = await run(
    `tcp://127.0.0.1:${server.port}`,
    "--send=PING\\r\\n",
    "--expect=+PONG",
    "--until=online",
  );
  await server.stop();
  assertEquals(code, 0);
  assertStringIncludes(output, "the session stands");
});

Deno.test("`nearestCode()` takes the nearest break", () => {
  assertEquals(nearestCode([0, 6, 3]), 3);
  assertEquals(nearestCode([8, 7, 6]), 7);
  assertEquals(nearestCode([0, 0]), 0);
  assertEquals(nearestCode([0, 9]), 9);
});

Deno.test("`watch` says offline last, however often it tries", async () => {
  const states = new Map<string, readonly string[]>();
  for (const format of ["text", "ndjson", "text --verbose"]) {
    const scene = new WatchScene();
    scene.server.become("stopped");
    const options = ["--for=30s", ...`--format=${format}`.split(" ")];
    const args = ["watch", "text://127.0.0.1:4578", ...options];
    const terminal = new FakeTerminal(args);
    const work = runWatch(
      parseCommandLine(args),
      terminal,
      (target, options) => watchWith(scene.world, target, options),
    );
    await scene.io.clock.run(work);
    const lines = terminal.output.trimEnd().split("\n");
    const state = /(?:"to":"| [X?] )(\w+)/;
    if (format !== "ndjson") {
      assertStringIncludes(lines.at(-1) ?? "", "X stopped    text://");
      assertStringIncludes(lines.at(-1) ?? "", "[server-stopped");
    }
    states.set(format, lines.map((line) => state.exec(line)?.[1] ?? line));
  }
  assertEquals(states.get("text"), [
    "connecting",
    "suspect",
    "offline",
    "stopped",
  ]);
  const whole = states.get("ndjson") ?? [];
  assertEquals(whole.filter((to) => to === "connecting").length > 3, true);
  assertEquals(states.get("text --verbose"), whole);
});

Deno.test("`watch` waits for nobody who reads", async () => {
  const read = Promise.withResolvers<void>();
  class SlowTerminal extends FakeTerminal {
    override async write(text: string): Promise<void> {
      await read.promise;
      await super.write(text);
    }
  }
  const args = ["watch", "text://10.9.2.10:4578", "--format=ndjson"];
  const terminal = new SlowTerminal(args);
  async function* moves() {
    for (let ms = 0; ms < 1500; ms++) {
      yield await Promise.resolve(move(ms, "online", "online"));
    }
    read.resolve();
  }
  await runWatch(parseCommandLine(args), terminal, moves);
  assertEquals(terminal.output.trimEnd().split("\n").length, 1500);
});
