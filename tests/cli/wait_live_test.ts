import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { assertStringIncludes } from "@std/assert/string-includes";
import { wait } from "../../src/app/wait.ts";
import { waitWords } from "../../src/report/wait_words.ts";
import { hangAfterAccept } from "../faults/hang_after_accept.ts";
import { startNameServer } from "../faults/name_server.ts";
import { closedPort, denoArgs, faultline } from "./faultline.ts";

/** Serves a page of nothing until it is told to end. */
function serve(port: number): Deno.HttpServer<Deno.NetAddr> {
  const onListen = () => {};
  return Deno.serve(
    { hostname: "127.0.0.1", port, onListen },
    () => new Response(null, { status: 204 }),
  );
}

Deno.test("`wait()` hears of a port that is served later", async () => {
  const port = closedPort();
  const said: string[] = [];
  let server: Deno.HttpServer<Deno.NetAddr> | undefined;
  const { ready, elapsedMs } = await wait([`http://127.0.0.1:${port}`], {
    intervalMs: 50,
    timeoutMs: 20_000,
    onTry(one) {
      said.push(waitWords(one));
      if (one.tries === 2) server = serve(port);
    },
  });
  await server?.shutdown();
  assertEquals(ready, true);
  const refused = "port refused on 127.0.0.1";
  assertEquals(said, [refused, refused, "healthy"]);
  assert(elapsedMs < 5000, `${elapsedMs} ms`);
});

Deno.test("`wait()` hears of a record that is made later", async () => {
  const server = serve(0);
  const zone: Record<string, readonly string[]> = {};
  await using names = await startNameServer({ mode: "answer", zone });
  const said: string[] = [];
  const { ready } = await wait([`http://late.test:${server.addr.port}`], {
    nameServers: [`127.0.0.1:${names.port}`],
    intervalMs: 50,
    timeoutMs: 20_000,
    onTry(one) {
      said.push(waitWords(one));
      zone["late.test"] = one.tries === 1 ? [] : ["127.0.0.1"];
    },
  });
  await server.shutdown();
  assertEquals(ready, true);
  assertEquals(said, [
    "no DNS record yet",
    "no address in its DNS record yet",
    "healthy",
  ]);
});

Deno.test("`wait()` hears of a server that answers after it hung", async () => {
  const hung = hangAfterAccept();
  const said: string[] = [];
  let server: Deno.HttpServer<Deno.NetAddr> | undefined;
  let changed: PromiseLike<void> | undefined;
  const { ready } = await wait([`http://127.0.0.1:${hung.port}`], {
    intervalMs: 200,
    timeoutMs: 20_000,
    onTry(one) {
      said.push(waitWords(one));
      if (one.tries > 1) return;
      changed = hung[Symbol.asyncDispose]().then(() => {
        server = serve(hung.port);
      });
    },
  });
  await changed;
  await server?.shutdown();
  assertEquals(ready, true);
  assertEquals([said[0], said.at(-1)], ["accepts, does not answer", "healthy"]);
});

Deno.test("`wait` passes arguments, streams and exit code of its command", async () => {
  const server = serve(0);
  const authority = `127.0.0.1:${server.addr.port}`;
  const script = 'echo "$1|$2"; echo told >&2; exit 42';
  const ended = await faultline(
    ["wait", authority, "--quiet", "--", "sh", "-c", script, "sh", "a b", "--"],
    { permissions: [`--allow-net=${authority}`, "--allow-run=sh,ip"] },
  );
  await server.shutdown();
  assertEquals(ended, { code: 42, stdout: "a b|--\n", stderr: "told\n" });
});

Deno.test("`wait` ends as shells do when its command is ended or missing", async () => {
  const server = serve(0);
  const authority = `127.0.0.1:${server.addr.port}`;
  const codeOf = async (...command: readonly string[]) => {
    const args = ["wait", authority, "--quiet", "--", ...command];
    const { code, stdout, stderr } = await faultline(args);
    assertEquals(stdout, "");
    return [code, stderr];
  };
  const killed = await codeOf("sh", "-c", "kill -9 $$");
  const missing = await codeOf("no-such-program");
  const folder = await codeOf("/");
  await server.shutdown();
  assertEquals(killed, [137, ""]);
  assertEquals(missing, [
    127,
    'faultline: Cannot run "no-such-program": there is no such program\n',
  ]);
  assertEquals(folder[0], 126);
  assertStringIncludes(`${folder[1]}`, 'faultline: Cannot run "/": ');
});

Deno.test("`wait` says before anything else that a command may not be run", async () => {
  const authority = `127.0.0.1:${closedPort()}`;
  const ended = await faultline(["wait", authority, "--", "sh"], {
    permissions: [`--allow-net=${authority}`],
  });
  assertEquals([ended.code, ended.stdout], [2, ""]);
  assertStringIncludes(ended.stderr, "it needs --allow-run=sh");
});

Deno.test("`wait` needs no more than its help says, and names what it lacks", async () => {
  const authority = `127.0.0.1:${closedPort()}`;
  const args = ["wait", authority, "--timeout=100ms"];
  const permissions = [`--allow-net=${authority}`, "--allow-run=ip,ping,nstat"];
  const whole = await faultline(args, { permissions });
  assertEquals(whole.code, 6);
  assertEquals(whole.stdout.includes("--allow-"), false);
  const blind = await faultline(args, { permissions: ["--allow-run=ip"] });
  assertEquals(blind.code, 9);
  assertStringIncludes(blind.stderr, `needs --allow-net=${authority}`);
});

/** Starts the program, and gives it with the first line that it says. */
async function started(args: readonly string[], stream: "stdout" | "stderr") {
  const child = new Deno.Command(Deno.execPath(), {
    args: denoArgs(args),
    env: { LC_ALL: "C" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const reader = child[stream].getReader();
  const { value } = await reader.read();
  const first = new TextDecoder().decode(value);
  const rest = async () => {
    const other = stream === "stdout" ? child.stderr : child.stdout;
    while (!(await reader.read()).done);
    await other.cancel();
    return (await child.status).code;
  };
  return { child, first, rest };
}

Deno.test("`wait` ends by SIGINT with 130, and by SIGTERM as well", async () => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    const target = `127.0.0.1:${closedPort()}`;
    const { child, first, rest } = await started(["wait", target], "stderr");
    assertStringIncludes(first, "port refused on 127.0.0.1");
    child.kill(signal);
    assertEquals(await rest(), 130);
  }
});

Deno.test("`wait` passes signals on to its command, and waits for its end", async () => {
  const server = serve(0);
  const target = `127.0.0.1:${server.addr.port}`;
  const script = 'trap "exit 7" INT; trap "exit 8" TERM; echo on; ' +
    "while :; do sleep 0.05; done";
  for (const [signal, code] of [["SIGINT", 7], ["SIGTERM", 8]] as const) {
    const args = ["wait", target, "--quiet", "--", "sh", "-c", script];
    const { child, first, rest } = await started(args, "stdout");
    assertEquals(first, "on\n");
    child.kill(signal);
    assertEquals(await rest(), code);
  }
  await server.shutdown();
});
