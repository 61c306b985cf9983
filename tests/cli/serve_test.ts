import { assertEquals } from "@std/assert/equals";
import { assertStringIncludes } from "@std/assert/string-includes";
import { main } from "../../src/cli/program.ts";
import { denoArgs, faultline } from "./faultline.ts";
import { FakeTerminal, type FakeTerminalOptions } from "./fake_terminal.ts";

/** Runs until the test presses Ctrl-C. */
class Run {
  readonly terminal: FakeTerminal;
  readonly code: Promise<number>;

  constructor(args: readonly string[], options: FakeTerminalOptions = {}) {
    this.terminal = new FakeTerminal(["serve", ...args], options);
    this.code = main(this.terminal);
  }

  /** Waits until a text is printed; the port that was chosen comes with it. */
  async until(text: string): Promise<number> {
    const { terminal } = this;
    while (!(terminal.output + terminal.error).includes(text)) {
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    return Number(/127\.0\.0\.1:(\d+)/.exec(terminal.output)?.[1]);
  }

  async stop(): Promise<number> {
    this.terminal.interrupt();
    return await this.code;
  }
}

async function ask(port: number, text: string): Promise<Deno.TcpConn> {
  const client = await Deno.connect({ hostname: "127.0.0.1", port });
  await client.write(new TextEncoder().encode(text));
  return client;
}

async function hear(client: Deno.TcpConn): Promise<string> {
  const bytes = new Uint8Array(100);
  const length = await client.read(bytes) ?? 0;
  return new TextDecoder().decode(bytes.subarray(0, length));
}

Deno.test("`serve` prints one JSON object an event and nothing else", async () => {
  const run = new Run(["json:0", "--format=ndjson"]);
  const port = await run.until("listening");
  const client = await ask(port, `{"Type":"Status",\n"x":"é"}`);
  await run.until(`"message"`);
  client.close();
  await run.until("disconnected");
  assertEquals(await run.stop(), 0);
  const lines = run.terminal.output.trimEnd().split("\n");
  const events = lines.map((line) => JSON.parse(line));
  assertEquals(events.map(({ event }) => event), [
    "listening",
    "connected",
    "message",
    "disconnected",
    "stopped",
  ]);
  assertEquals(events[2].value, { Type: "Status", x: "é" });
  assertEquals(events[3].reason, "closed");
  assertEquals(run.terminal.error, "");
});

Deno.test("`serve` tells people what happens", async () => {
  const run = new Run(["text:0", "--interval=20ms", "--misses=2"]);
  const client = await ask(await run.until("listening"), "TEST");
  await run.until("disconnected");
  client.close();
  assertEquals(await run.stop(), 0);
  assertStringIncludes(run.terminal.output, "2 beats missed");
  assertStringIncludes(run.terminal.output, "the client missed its beats");
});

Deno.test("`serve --send` sends lines of standard input", async () => {
  const connected = Promise.withResolvers<void>();
  async function* lines() {
    yield "nobody is here";
    await connected.promise;
    yield "";
    yield "to all";
    yield "@1 to one";
    yield "@99 to none";
    yield "@home is no receiver";
    yield "a heartbeat";
  }
  const run = new Run(["json:0", "--send=all"], { lines: lines() });
  const client = await ask(await run.until("listening"), "");
  await run.until("connected");
  connected.resolve();
  await run.until("would take it");
  let heard = "";
  while (!heard.includes("receiver")) heard += await hear(client);
  assertEquals(heard, "to allto one@home is no receiver");
  client.close();
  assertEquals(await run.stop(), 0);
  assertStringIncludes(run.terminal.error, "Cannot send to all: no such json");
  assertStringIncludes(run.terminal.error, "Cannot send to 99: no such json");
});

Deno.test("`serve` refuses bad input with one line and code 2", async () => {
  const taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const cases: readonly (readonly [readonly string[], string])[] = [
    [[], "Cannot run serve without PROTOCOL"],
    [["smtp"], "text, json, ws, qt, discovery"],
    [["text:99999"], "Cannot use port outside"],
    [["text", "--bind=localhost"], "is not a literal one"],
    [["text:0", `qt:${taken.addr.port}`], "the port is in use"],
    [["text", "--send=all"], "without serving json"],
    [["json", "--send=bob"], "Cannot use --send but with all"],
    [["text", "--format=xml"], "text, ndjson"],
    [["text", "--misses=0"], "a whole number from 1"],
  ];
  for (const [args, reason] of cases) {
    const run = new Run(args);
    assertEquals(await run.code, 2, reason);
    assertEquals(run.terminal.output, "");
    assertStringIncludes(run.terminal.error, reason);
    assertEquals(run.terminal.error.split("\n").length, 2);
  }
  taken.close();
});

Deno.test("`serve` refuses an address that is not this machine's", async () => {
  const args = ["serve", "text:0", "discovery:0", "--bind=192.0.2.1"];
  const { code, stderr } = await faultline(args);
  assertEquals(code, 2);
  assertStringIncludes(stderr, "not one of this machine");
});

Deno.test("`serve` ends in order by SIGINT and SIGTERM", async () => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    const child = new Deno.Command("deno", {
      args: denoArgs(["serve", "text:0", "--format=ndjson"], [
        "--allow-net=127.0.0.1",
      ]),
      stdout: "piped",
      stderr: "null",
    }).spawn();
    let output = "";
    for await (const bytes of child.stdout) {
      if (output === "") child.kill(signal);
      output += new TextDecoder().decode(bytes);
    }
    assertEquals((await child.status).code, 0);
    const last = output.trimEnd().split("\n").at(-1) ?? "";
    assertEquals(JSON.parse(last).event, "stopped");
  }
});

Deno.test("`serve --send` reads a real standard input", async () => {
  const child = new Deno.Command("deno", {
    args: denoArgs(["serve", "json:0", "--send=all", "--format=ndjson"], [
      "--allow-net=127.0.0.1",
    ]),
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const reader = child.stdout.getReader();
  const { value } = await reader.read();
  const [first = ""] = new TextDecoder().decode(value).split("\n");
  const { address } = JSON.parse(first);
  const client = await ask(Number(address.split(":")[1]), "");
  await reader.read();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode("one\r\ntwo"));
  await writer.close();
  let heard = "";
  while (heard.length < 6) heard += await hear(client);
  assertEquals(heard, "onetwo");
  client.close();
  child.kill("SIGINT");
  await reader.cancel();
  assertEquals((await child.status).code, 0);
});
