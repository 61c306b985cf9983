import { assertEquals } from "@std/assert/equals";
import { assertMatch } from "@std/assert/match";
import { assertStringIncludes } from "@std/assert/string-includes";
import { serve } from "../../src/app/serve.ts";
import { main } from "../../src/cli/program.ts";
import { FakeTerminal } from "./fake_terminal.ts";

async function run(...args: readonly string[]) {
  const terminal = new FakeTerminal(["discover", ...args]);
  const code = await main(terminal);
  return { code, output: terminal.output, error: terminal.error };
}

Deno.test("`discover` finds a server, by its address or by broadcast", async () => {
  const address = "0.0.0.0";
  const server = await serve({ protocols: ["discovery:0"], address });
  const port = `--port=${server.served[0]?.port}`;
  for (const broadcast of ["127.0.0.1", "127.255.255.255"]) {
    const args = [port, `--broadcast=${broadcast}`, "--for=200ms"];
    const text = await run(...args);
    assertEquals([text.code, text.error], [0, ""]);
    assertMatch(text.output, /^ok 127\.0\.0\.1:\d+ +\d+\.\d ms/);
    const json = await run(...args, "--format=ndjson");
    const [line = "", ...more] = json.output.trimEnd().split("\n");
    assertEquals(more, []);
    const { schema, address, via } = JSON.parse(line);
    assertEquals(schema, "faultline/discovered@1");
    assertEquals([address, via], ["127.0.0.1", broadcast]);
  }
  await server.close();
});

Deno.test("`discover` says that nobody answered", async () => {
  const result = await run("--broadcast=127.0.0.1", "--port=9", "--for=50ms");
  assertEquals([result.code, result.output], [9, ""]);
  assertEquals(result.error, "faultline: no server answered within 50ms\n");
});

Deno.test("`discover` refuses bad input with code 2", async () => {
  const cases = [
    ["--broadcast=localhost", "is not a literal one"],
    ["--port=0", "Cannot use port outside"],
    ["--for=1", "Cannot read --for"],
    ["--for=1ms", "Cannot use --for outside"],
    ["--format=json", "text, ndjson"],
  ] as const;
  for (const [option, reason] of cases) {
    const { code, output, error } = await run(option);
    assertEquals([code, output], [2, ""]);
    assertStringIncludes(error, reason);
  }
});
