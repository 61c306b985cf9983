import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { assertStringIncludes } from "@std/assert/string-includes";
import { answerOnce } from "../faults/answer_once.ts";
import {
  readQuestion,
  startFault,
  untilStopped,
} from "../faults/fault_server.ts";
import { closedPort, denoArgs, faultline } from "./faultline.ts";

const UTF8 = { LC_ALL: "C.UTF-8" };

Deno.test("`faultline` puts a whole file in the place of another", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/a.json`;
    await Deno.writeTextFile(path, "before", { mode: 0o640 });
    await Deno.symlink(path, `${folder}/link`);
    const { code, stdout, stderr } = await faultline([
      ...["diagnose", `127.0.0.1:${closedPort()}`],
      ...["--format", "json", "--output", `${folder}/link`],
    ]);
    assertEquals([code, stdout, stderr], [6, "", ""]);
    const text = await Deno.readTextFile(path);
    assertEquals(JSON.parse(text).verdict.mode, "server-stopped");
    assertEquals((await Deno.stat(path)).mode, 0o100640);
    assertEquals((await Deno.lstat(`${folder}/link`)).isSymlink, true);
    const left = await Array.fromAsync(Deno.readDir(folder), (it) => it.name);
    assertEquals(left.sort(), ["a.json", "link"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("`faultline` writes to a device and does not replace it", async () => {
  const target = `127.0.0.1:${closedPort()}`;
  const args = ["diagnose", target, "--output", "/dev/null"];
  const { code, stdout, stderr } = await faultline(args);
  assertEquals([code, stdout, stderr], [6, "", ""]);
  assertEquals((await Deno.stat("/dev/null")).isCharDevice, true);
});

Deno.test("`faultline` asks nobody when it may not write to a device", async () => {
  await using server = answerOnce("");
  const permissions = ["--allow-net", "--allow-read"];
  const { code, stdout, stderr } = await faultline(
    ["check", `http://127.0.0.1:${server.port}`, "--output", "/dev/null"],
    { permissions },
  );
  assertEquals([code, stdout, server.questions], [2, "", []]);
  assertStringIncludes(stderr, "--allow-write");
});

Deno.test("`faultline` ends quietly when its reader has gone", async () => {
  const args = denoArgs(["diagnose", `127.0.0.1:${closedPort()}`]);
  for (const reader of ["head -c 1", "true"]) {
    const script = `{ "$@"; echo "code $?" >&2; } | ${reader}`;
    const { code, stderr } = await new Deno.Command("sh", {
      args: ["-c", script, "sh", Deno.execPath(), ...args],
    }).output();
    const said = new TextDecoder().decode(stderr);
    assertEquals([code, said], [0, "code 6\n"], reader);
  }
});

Deno.test("`faultline` ends with 130 on SIGINT and writes nothing", async () => {
  const asked = Promise.withResolvers<void>();
  await using server = startFault(async (conn, stopped) => {
    await readQuestion(conn);
    asked.resolve();
    await untilStopped(stopped);
  });
  const child = new Deno.Command(Deno.execPath(), {
    args: denoArgs(["diagnose", `http://127.0.0.1:${server.port}`]),
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  await asked.promise;
  child.kill("SIGINT");
  const { code, signal, stdout, stderr } = await child.output();
  assertEquals([code, signal], [130, null]);
  assertEquals([stdout.length, stderr.length], [0, 0]);
});

Deno.test("`faultline` keeps to ASCII unless the locale is UTF-8", async () => {
  const args = ["diagnose", `127.0.0.1:${closedPort()}`];
  const plain = await faultline(args, { env: { LC_ALL: "C" } });
  assert(/^[\n -~]*$/.test(plain.stdout), plain.stdout);
  assertStringIncludes(plain.stdout, "X The server is not running");
  const utf8 = await faultline(args, { env: UTF8 });
  assertStringIncludes(utf8.stdout, "✗ The server is not running");
});

Deno.test("`faultline` prints no colour where there is no terminal", async () => {
  const args = ["diagnose", `127.0.0.1:${closedPort()}`];
  const piped = await faultline(args, { env: UTF8 });
  assert(!piped.stdout.includes("\x1b"));
});

Deno.test("`faultline` prints one JSON object as the contract has it", async () => {
  await using server = answerOnce("HTTP/1.1 204 No Content\r\n\r\n");
  const target = `http://127.0.0.1:${server.port}/health`;
  const { code, stdout, stderr } = await faultline(
    ["diagnose", target, "--format", "json"],
  );
  assertEquals([code, stderr], [0, ""]);
  assert(stdout.endsWith("}\n") && !stdout.endsWith("\n\n"));
  const json = JSON.parse(stdout);
  assertEquals(json.schema, "faultline/diagnosis@1");
  assertEquals([json.target, json.proxy], [target, null]);
  assertEquals([json.healthy, json.verdict, json.state], [
    true,
    null,
    "online",
  ]);
  assertEquals(json.path.at(-1), {
    segment: "session",
    subject: "http",
    status: "ok",
  });
});
