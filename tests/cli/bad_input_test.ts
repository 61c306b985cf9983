import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { assertMatch } from "@std/assert/match";
import { assertStringIncludes } from "@std/assert/string-includes";
import { answerOnce, type AnswerServer } from "../faults/answer_once.ts";
import { faultline } from "./faultline.ts";

/** A valid target stands where `SERVER` does: it must not be asked. */
const BAD_INPUT: readonly (readonly [args: readonly string[], said: string])[] =
  [
    [["diagnos", "SERVER"], "did you mean diagnose?"],
    [["diagnose"], "without TARGET"],
    [["diagnose", "SERVER", "SERVER"], "one more operand"],
    [["diagnose", ""], "Cannot read target as host:port or a URL"],
    [["diagnose", "127.0.0.1"], "without a port"],
    [["diagnose", "127.0.0.1:0"], "port outside 1 to 65535"],
    [["diagnose", "127.0.0.1:65536"], "port outside 1 to 65535"],
    [["diagnose", "127.0.0.1:-1"], "port outside 1 to 65535"],
    [["diagnose", "127.0.0.1:1e3"], "port outside 1 to 65535"],
    [["diagnose", "127.0.0.1: 80"], "port outside 1 to 65535"],
    [["diagnose", "127.1:80"], "host as an address or a name"],
    [["diagnose", "1.2.3.256:80"], "host as an address or a name"],
    [["diagnose", "--", "-oProxyCommand=x:80"], "host as an address"],
    [["diagnose", "tcp://-x:80"], "host as an address or a name"],
    [["diagnose", "a b:80"], "host as an address or a name"],
    [["diagnose", "a\tb:80"], "host as an address or a name"],
    [["diagnose", "a\u0000b:80".replace("\u0000", "\u0001")], "host as an"],
    [["diagnose", "a;reboot:80"], "host as an address or a name"],
    [["diagnose", "$(reboot):80"], "host as an address or a name"],
    [["diagnose", "`reboot`:80"], "host as an address or a name"],
    [["diagnose", "a|b:80"], "host as an address or a name"],
    [["diagnose", "a&b:80"], "host as an address or a name"],
    [["diagnose", "../../etc/passwd"], "Cannot"],
    [["diagnose", "[::1:80"], "Cannot read target as host:port or a URL"],
    [["diagnose", "[fe80::1]:80"], "link-local address without its interface"],
    [["diagnose", "224.0.0.1:80"], "multicast or broadcast address as one"],
    [["watch", "http://[ff02::1]"], "multicast or broadcast address as one"],
    [["diagnose", "255.255.255.255:80"], "multicast or broadcast address"],
    [["diagnose", "http://127.0.0.1/#top"], "a target with a fragment"],
    [["diagnose", "SERVER", "--quiet", "--verbose"], "--quiet with --verbose"],
    [["help", "diagnos"], "did you mean diagnose?"],
    [["diagnose", "ftp://127.0.0.1:21"], "target scheme as one of tcp"],
    [["diagnose", "tcp://127.0.0.1:9/x"], "a path with a tcp target"],
    [["diagnose", "http://"], "Cannot read target as host:port or a URL"],
    [["diagnose", "x".repeat(300) + ":80"], "host as an address or a name"],
    [["diagnose", "SERVER", "--timeout", "2"], "--timeout as a number with ms"],
    [["diagnose", "SERVER", "--timeout=-2s"], "--timeout as a number with ms"],
    [["diagnose", "SERVER", "--timeout", "1d"], "--timeout as a number with"],
    [["diagnose", "SERVER", "--timeout", "1ms"], "outside 10ms to 10m"],
    [["diagnose", "SERVER", "--timeout", "99h"], "outside 10ms to 10m"],
    [["diagnose", "SERVER", "--tmeout=1s"], "did you mean --timeout?"],
    [["diagnose", "SERVER", "-v"], 'Cannot find option "-v"'],
    [
      ["diagnose", "SERVER", "--format", "xml"],
      "--format as one of text, json",
    ],
    [["diagnose", "SERVER", "--format", "jsn"], "did you mean json?"],
    [["diagnose", "SERVER", "--format", "toString"], "--format as one of"],
    [["diagnose", "SERVER", "--proxy", "127.0.0.1:9"], "Cannot read proxy as"],
    [["diagnose", "SERVER", "--proxy", "ftp://a:1"], "proxy scheme as http or"],
    [["diagnose", "SERVER", "--proxy", "http://a"], "without a port"],
    [["diagnose", "SERVER", "--proxy", "http://-x:1"], "host as an address"],
    [["diagnose", "SERVER", "--proxy", "http://a:1/x"], "path with a proxy"],
    [["diagnose", "SERVER", "--reference", "-c1"], "without HOST"],
    [["diagnose", "SERVER", "--reference=-c1"], "reference as an address"],
    [["diagnose", "SERVER", "--reference", "a b"], "reference as an address"],
    [["watch", "SERVER", "--for", "0s"], "--for outside 1ms to"],
    [["diagnose", "SERVER", "--name-server", "a.b"], "name server as"],
    [["diagnose", "SERVER", "--quiet=yes"], "--quiet with a value"],
    [["explain", "nonsense"], "Cannot find failure mode"],
  ];

async function requireRefused(
  args: readonly string[],
  said: string,
  server: AnswerServer,
): Promise<void> {
  const target = `127.0.0.1:${server.port}`;
  const real = args.map((arg) => arg === "SERVER" ? target : arg);
  const { code, stdout, stderr } = await faultline(real);
  assertEquals([code, stdout], [2, ""], `${args}: ${stderr}`);
  assertMatch(stderr, /^faultline: Cannot [^\n]+\n$/);
  assert(/^[\n -~]*$/.test(stderr), stderr);
  assertStringIncludes(stderr, said);
}

Deno.test("`faultline` says bad input on one line and asks nobody", async () => {
  await using server = answerOnce("hello");
  for (const [args, said] of BAD_INPUT) {
    await requireRefused(args, said, server);
  }
  assertEquals(server.questions, []);
});

Deno.test("`faultline` refuses an output that it cannot write, and asks nobody", async () => {
  await using server = answerOnce("hello");
  const folder = await Deno.makeTempDir();
  const args = ["diagnose", "SERVER", "--output"];
  try {
    const missing = `${folder}/none/a.json`;
    await requireRefused([...args, missing], "No such file", server);
    await requireRefused([...args, folder], "It is a directory", server);
    await requireRefused([...args, "/proc/a.json"], "Cannot write", server);
    await requireRefused([...args, ""], "without FILE", server);
    assertEquals(await Array.fromAsync(Deno.readDir(folder)), []);
  } finally {
    await Deno.remove(folder);
  }
  assertEquals(server.questions, []);
});

Deno.test("`faultline` names the permissions that an output needs", async () => {
  await using server = answerOnce("hello");
  const { code, stdout, stderr } = await faultline(
    ["diagnose", `127.0.0.1:${server.port}`, "--output", "/tmp/a.json"],
    { permissions: ["--allow-net=127.0.0.1"] },
  );
  assertEquals([code, stdout], [2, ""]);
  assertStringIncludes(
    stderr,
    'Cannot write "/tmp/a.json": it needs --allow-read=/tmp --allow-write=/tmp',
  );
  assertEquals(server.questions, []);
});
