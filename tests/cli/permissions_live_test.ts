import { assertEquals } from "@std/assert/equals";
import { fail } from "@std/assert/fail";
import { assertStringIncludes } from "@std/assert/string-includes";
import { BeatServer } from "../app/beat_server.ts";
import { COMMANDS } from "../../src/cli/commands.ts";
import { closedPort, type Ended, faultline } from "./faultline.ts";
import { Running } from "./running.ts";

/** What a diagnosis and a watch need beside the network. */
const PROGRAMS = flagOf("--allow-run");
const FILES = flagOf("--allow-read");
const ENVIRONMENT = flagOf("--allow-env");

function flagOf(name: string): string {
  const flags: readonly string[] = COMMANDS.watch.permissions;
  const flag = flags.find((flag) => flag.startsWith(`${name}=`));
  return flag ?? fail(`the help of watch has no ${name}`);
}

async function watched(
  permissions: readonly string[],
  ...args: readonly string[]
): Promise<Ended> {
  const ended = await faultline(["watch", ...args], { permissions });
  assertEquals(ended.stderr, "", "neither a crash nor a prompt");
  return ended;
}

Deno.test("`diagnose` needs no more than its help says", async () => {
  const authority = `127.0.0.1:${closedPort()}`;
  const { code, stdout, stderr } = await faultline(["diagnose", authority], {
    permissions: [`--allow-net=${authority}`, PROGRAMS, FILES, ENVIRONMENT],
  });
  assertEquals([code, stderr], [6, ""]);
  assertStringIncludes(stdout, "[server-stopped");
  assertEquals(stdout.includes("needs --allow"), false);
});

Deno.test("`watch` needs no more than its help says", async () => {
  const server = new BeatServer("text");
  const authority = `127.0.0.1:${server.port}`;
  const { code, stdout } = await watched(
    [`--allow-net=${authority}`, PROGRAMS, FILES, ENVIRONMENT],
    `text://${authority}`,
    "--until=online",
  );
  await server.stop();
  assertEquals(code, 0);
  assertStringIncludes(stdout, "the session stands");
});

Deno.test("`watch` without --allow-net names the flag", async () => {
  const authority = `127.0.0.1:${closedPort()}`;
  const { code, stdout } = await watched(
    [PROGRAMS, FILES, ENVIRONMENT],
    `text://${authority}`,
    "--for=500ms",
  );
  assertEquals(code, 9);
  assertStringIncludes(
    stdout,
    `that needs --allow-net=${authority} [not-permitted]`,
  );
});

Deno.test("`watch` without a flag beside the network is less sure", async () => {
  const authority = `127.0.0.1:${closedPort()}`;
  const { code, stdout } = await watched(
    [`--allow-net=${authority}`, FILES, ENVIRONMENT],
    `text://${authority}`,
    "--no-reconnect",
  );
  assertEquals(code, 6);
  assertStringIncludes(stdout, "[server-stopped, or firewall-blocked]");
  for (const flags of [[PROGRAMS, FILES], [PROGRAMS, ENVIRONMENT]]) {
    const fewer = await watched(
      [`--allow-net=${authority}`, ...flags],
      `text://${authority}`,
      "--no-reconnect",
    );
    assertEquals(fewer.code, 6);
    assertStringIncludes(fewer.stdout, "[server-stopped");
  }
});

Deno.test("`serve` needs no more than its help says", async () => {
  for (const protocol of ["text", "json", "ws", "qt"]) {
    const port = closedPort();
    await using running = new Running(["serve", `${protocol}:${port}`], [
      `--allow-net=127.0.0.1:${port}`,
      ENVIRONMENT,
    ]);
    assertStringIncludes(await running.read(), `127.0.0.1:${port}`);
    assertEquals(await running.end("SIGTERM"), { code: 0, stderr: "" });
  }
});

Deno.test("`serve` without --allow-net names the flag", async () => {
  const needs = [
    ["text", "127.0.0.1:4578", "--allow-env=TERM"],
    ["discovery", "127.0.0.1", "--allow-net=127.0.0.1:4578"],
  ] as const;
  for (const [protocol, missing, given] of needs) {
    const { code, stdout, stderr } = await faultline(
      ["serve", `${protocol}:4578`],
      { permissions: [given] },
    );
    assertEquals([code, stdout], [2, ""]);
    assertEquals(
      stderr,
      `faultline: Cannot serve ${protocol} on 127.0.0.1:4578: it needs ` +
        `--allow-net=${missing} (see faultline serve --help)\n`,
    );
  }
});

Deno.test("`serve` names the flag without which it cannot answer", async () => {
  const port = closedPort();
  const served = ["serve", `discovery:${port}`, "--bind=0.0.0.0"];
  await using running = new Running(served, ["--allow-net=0.0.0.0"]);
  await running.read();
  const asked = await faultline([
    "discover",
    "--broadcast=127.0.0.1",
    `--port=${port}`,
    "--for=100ms",
  ]);
  assertEquals(asked.code, 9);
  assertStringIncludes(
    await running.read(),
    "whoever asks gets no answer: it needs --allow-net=127.0.0.1\n",
  );
});

Deno.test("`discover` needs no more than its help says", async () => {
  const port = closedPort();
  const address = `127.0.0.1:${port}`;
  const args = ["discover", "--broadcast=127.0.0.1", `--port=${port}`];
  await using running = new Running(["serve", `discovery:${port}`], [
    "--allow-net=127.0.0.1",
    ENVIRONMENT,
  ]);
  await running.read();
  const found = await faultline([...args, "--for=300ms"], {
    permissions: [`--allow-net=0.0.0.0:0,${address}`, ENVIRONMENT],
  });
  assertEquals([found.code, found.stderr], [0, ""]);
  assertStringIncludes(found.stdout, address);
  const pairs = [["0.0.0.0:0", address], [address, "0.0.0.0:0"]];
  for (const [given, missing] of pairs) {
    const { code, stdout, stderr } = await faultline(args, {
      permissions: [`--allow-net=${given}`, ENVIRONMENT],
    });
    assertEquals([code, stdout], [9, ""]);
    assertEquals(
      stderr,
      `faultline: Cannot ask 127.0.0.1: it needs --allow-net=${missing}\n`,
    );
  }
});

Deno.test("`explain` needs no permission", async () => {
  const { code, stderr } = await faultline(["explain"], {
    permissions: ["--no-remote"],
  });
  assertEquals([code, stderr], [0, ""]);
});
