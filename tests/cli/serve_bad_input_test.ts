import { assertEquals } from "@std/assert/equals";
import { assertMatch } from "@std/assert/match";
import { assertStringIncludes } from "@std/assert/string-includes";
import { main } from "../../src/cli/program.ts";
import { createServingIo } from "../../src/io/deno_serving.ts";
import { FakeTerminal } from "./fake_terminal.ts";
import { denoArgs, type Ended, ended, faultline } from "./faultline.ts";

/** `TAKEN` is a port of TCP and UDP that somebody else serves. */
const BAD_INPUT: readonly (readonly [args: readonly string[], said: string])[] =
  [
    [["serve", "text:TAKEN"], "the port is in use; name another, like text:80"],
    [["serve", "discovery:TAKEN"], "the port is in use"],
    [["serve", "qt:0", "json:TAKEN"], "Cannot serve json on 127.0.0.1:"],
    [["serve", "text:0", "--bind=224.0.0.1"], "a multicast or broadcast"],
    [["serve", "text:0", "--bind=ff02::1"], "a multicast or broadcast"],
    [["serve", "text:0", "--bind=fe80::1"], "without its interface"],
    [["serve", "text:0", "--bind=999.1.1.1"], "is not a literal one"],
    [["serve", "text:0", "--bind=localhost"], "is not a literal one"],
    [["serve", "text:0", "--bind="], "Cannot use --bind without ADDRESS"],
    [["serve", ""], "Cannot serve a protocol other than text, json, ws"],
    [["serve", "TEXT"], "Cannot serve a protocol other than text, json, ws"],
    [["serve", "http:80"], "Cannot serve a protocol other than text, json"],
    [["serve", "text,json"], "Cannot serve a protocol other than text, json"],
    [["serve", "text:"], 'port outside 1 to 65535: current value is ""'],
    [["serve", "text:65536"], "port outside 1 to 65535"],
    [["serve", "text:-1"], "port outside 1 to 65535"],
    [["serve", "text:abc"], "port outside 1 to 65535"],
    [["serve", "text:0x50"], "port outside 1 to 65535"],
    [["serve", "text:1.5"], "port outside 1 to 65535"],
    [["serve", "text:80 "], "port outside 1 to 65535"],
    [["serve", "text:80:90"], "port outside 1 to 65535"],
    [["serve", "text:0", "--interval=1ms"], "outside 10ms to 10m"],
    [["serve", "text:0", "--interval=2"], "a number with ms, s, m or h"],
    [["serve", "text:0", "--misses=1.5"], "a whole number from 1"],
    [["serve", "text:0", "--send=all"], "without serving json"],
    [["serve", "json:0", "--send=bob"], "Cannot use --send but with all"],
    [["serve", "json:0", "--send=9999999999999999"], "Cannot use --send but"],
    [["serve", "ws:0", "--allow-origin=evil"], "Cannot allow an origin but as"],
    [["serve", "ws:0", "--allow-origin=https://a/b"], "Cannot allow an origin"],
    [["serve", "text:0", "--allow-origin=https://a"], "without serving ws"],
    [["serve", "ws:0", "--for=1s"], "Cannot use --for with serve"],
    [["discover", "--broadcast=localhost"], "is not a literal one"],
    [["discover", "--port=0"], "port outside 1 to 65535"],
    [["discover", "--port=a"], "port outside 1 to 65535"],
    [["discover", "--for=1ms"], "outside 10ms to 10m"],
    [["discover", "--for", "-1s"], "Cannot use --for below zero"],
    [["discover", "host"], "Cannot run discover with one more operand"],
    [["discover", "--bind=127.0.0.1"], "Cannot use --bind with discover"],
  ];

Deno.test("`serve` and `discover` say bad input on one line, code 2", async () => {
  await using taken = await takePort();
  for (const [args, said] of BAD_INPUT) {
    const real = args.map((arg) => arg.replace("TAKEN", String(taken.port)));
    const terminal = new FakeTerminal(real);
    const code = await main(terminal);
    assertEquals([code, terminal.output], [2, ""], `${args}`);
    assertMatch(terminal.error, /^faultline: Cannot [ -~]+\n$/);
    assertStringIncludes(terminal.error, said);
  }
});

Deno.test("`serve` refuses an address that this machine has not", async () => {
  for (const address of ["192.0.2.55", "2001:db8::55", "::1%none"]) {
    const args = ["serve", "text:0", "discovery:0", `--bind=${address}`];
    const { code, stdout, stderr } = await faultline(args);
    assertEquals([code, stdout], [2, ""], stderr);
    assertMatch(stderr, /^faultline: Cannot serve text on [ -~]+\n$/);
    assertMatch(stderr, /is not one of this machine/);
  }
});

/** A port that is served by TCP and by UDP. */
async function takePort(): Promise<AsyncDisposable & { port: number }> {
  const address = "127.0.0.1";
  const listener = Deno.listen({ hostname: address, port: 0 });
  const { port } = listener.addr;
  const io = createServingIo();
  const socket = await io.answerDatagrams({ address, port }, () => undefined);
  return {
    port,
    [Symbol.asyncDispose]() {
      listener.close();
      socket.close();
      return Promise.resolve();
    },
  };
}

/** Without the right to serve a port below 1024, be it root's. */
const UNPRIVILEGED = 'test "$(cat /proc/sys/net/ipv4/ip_unprivileged_port_' +
  'start)" -gt 80 && exec setpriv --inh-caps=-net_bind_service ' +
  '--bounding-set=-net_bind_service "$@"';

function unprivileged(...args: readonly string[]): Promise<Ended> {
  return ended(
    new Deno.Command("sh", {
      args: ["-c", UNPRIVILEGED, "sh", ...args],
      stdin: "null",
    }),
  );
}

const canDrop = Deno.build.os === "linux" &&
  (await unprivileged("true")).code === 0;

Deno.test({
  name: "`serve` says that a low port needs permission (needs root, setpriv)",
  ignore: !canDrop,
  async fn() {
    for (const protocol of ["text", "discovery"]) {
      const args = denoArgs(["serve", `${protocol}:80`]);
      const { code, stdout, stderr } = await unprivileged("deno", ...args);
      assertEquals([code, stdout], [2, ""]);
      assertMatch(stderr, /^faultline: Cannot serve [ -~]+\n$/);
      assertStringIncludes(stderr, "a port that low needs the system's");
    }
  },
});
