import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { assertRejects } from "@std/assert/rejects";
import { createDenoIo } from "../../src/io/deno.ts";
import { IoError } from "../../src/io/io.ts";

const io = createDenoIo();
const deno = Deno.execPath();

function options(maxBytes = 1000) {
  return { signal: new AbortController().signal, maxBytes };
}

Deno.test("`Io.spawn()` returns output and exit code", async () => {
  const script = "console.log('out'); console.error('err'); Deno.exit(3)";
  const done = await io.spawn(deno, ["eval", script], options());
  assertEquals(done, { exitCode: 3, stdout: "out\n", stderr: "err\n" });
});

Deno.test("`Io.spawn()` passes arguments as they are, without a shell", async () => {
  const script = "console.log(JSON.stringify(Deno.args))";
  const args = ["$(id)", "a b", "; ls", "'", ""];
  const done = await io.spawn(deno, ["eval", script, "--", ...args], options());
  assertEquals(JSON.parse(done.stdout).slice(-args.length), args);
});

Deno.test("`Io.spawn()` gives the C locale and nothing to read", async () => {
  const script = `const input = await new Response(Deno.stdin.readable).text();
    console.log(Deno.env.get("LC_ALL"), input.length);`;
  const done = await io.spawn(deno, ["eval", script], options());
  assertEquals(done.stdout, "C 0\n");
});

Deno.test("`Io.spawn()` cuts the output and lets the program end", async () => {
  const script = "console.log('x'.repeat(500_000)); Deno.exit(5)";
  const done = await io.spawn(deno, ["eval", script], options(10));
  assertEquals(done, { exitCode: 5, stdout: "x".repeat(10), stderr: "" });
});

Deno.test({
  name: "`Io.spawn()` kills the program when its signal aborts",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    const stop = new AbortController();
    const work = io.spawn("sleep", ["60"], {
      signal: stop.signal,
      maxBytes: 10,
    });
    stop.abort();
    assertEquals((await work).exitCode, null);
  },
});

Deno.test({
  name: "`Io.spawn()` does not wait for who inherited the output",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    const stop = new AbortController();
    const startMs = performance.now();
    const work = io.spawn("sh", ["-c", "sleep 5 & echo up; wait"], {
      signal: stop.signal,
      maxBytes: 10,
    });
    setTimeout(() => stop.abort(), 100);
    const done = await work;
    assertEquals(done.exitCode, null);
    assertEquals(done.stdout, "up\n");
    assert(performance.now() - startMs < 3000);
  },
});

Deno.test({
  name: "`Io.spawn()` gives no exit code when the output was cut off",
  ignore: Deno.build.os === "windows",
  fn: async () => {
    const stop = new AbortController();
    const work = io.spawn("sh", ["-c", "sleep 2 & exit 1"], {
      signal: stop.signal,
      maxBytes: 10,
    });
    setTimeout(() => stop.abort(), 100);
    assertEquals(await work, { exitCode: null, stdout: "", stderr: "" });
  },
});

Deno.test("`Io.spawn()` starts nothing when aborted before", async () => {
  const reason = new Error("enough");
  await assertRejects(
    () =>
      io.spawn("sleep", ["60"], {
        signal: AbortSignal.abort(reason),
        maxBytes: 10,
      }),
    Error,
    "enough",
  );
});

Deno.test("`Io.spawn()` names a program that does not exist", async () => {
  const error = await assertRejects(
    () => io.spawn("no-such-program-here", [], options()),
    IoError,
  );
  assertEquals(error.kind, "not-found");
});

Deno.test({
  name: "`Io.spawn()` names the flag when the permission is missing",
  permissions: { run: false },
  fn: async () => {
    const error = await assertRejects(
      () => io.spawn("ping", [], options()),
      IoError,
    );
    assertEquals(error.kind, "not-permitted");
    assertEquals(error.permission, "--allow-run=ping");
  },
});
