import { assertEquals } from "@std/assert/equals";
import { assertMatch } from "@std/assert/match";
import { denoRunner } from "../../../tools/dx/deno_command.ts";

/** Runs a bench of `tools/bench` as its task does. */
async function bench(name: string, args: readonly string[]) {
  const source = Deno.env.get("FAULTLINE_STD") === "npm" ? "npm" : "jsr";
  const { stdFlags } = denoRunner(source);
  const { code, stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", ...stdFlags, `tools/bench/${name}.ts`, ...args],
    cwd: new URL("../../..", import.meta.url).pathname,
    env: { NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1" },
    stderr: "inherit",
  }).output();
  return { code, stdout: new TextDecoder().decode(stdout) };
}

const isLinux = Deno.build.os === "linux";

Deno.test({
  name: "`sessions.ts` compares holding and serving, for each protocol",
  ignore: !isLinux,
  async fn() {
    const few = ["--sessions", "5", "--rounds", "1"];
    const short = ["--warm-up", "0", "--window", "1"];
    const protocols = ["--protocol", "text", "--protocol", "ws"];
    const flags = [...few, ...short, ...protocols];
    const { code, stdout } = await bench("sessions", flags);
    assertEquals(code, 0);
    for (const protocol of ["text", "ws"]) {
      for (const does of ["holds", "serves"]) {
        const head = String.raw`${does} 5 of .${protocol}.`;
        assertMatch(
          stdout,
          new RegExp(String.raw`\| ${head} .*\n.*\n\| Fault`),
        );
      }
    }
  },
});

Deno.test({
  name: "`sessions_lost.ts` sees five sessions ask no more than one",
  ignore: !isLinux,
  async fn() {
    const { code, stdout } = await bench("sessions_lost", ["--sessions", "5"]);
    assertEquals(code, 0);
    assertMatch(stdout, /killed \| 5 +\| 5 +\| `server-stopped` /);
    assertMatch(stdout, /hangs +\| 5 +\| 5 +\| `server-hung` /);
  },
});

Deno.test({
  name: "`stalls.ts` counts the moves of a process that was stopped",
  ignore: !isLinux,
  async fn() {
    const flags = ["--stops", "1", "--starved", "0", "--watchers", "1"];
    const { code, stdout } = await bench("stalls", flags);
    assertEquals(code, 0);
    assertMatch(stdout, /stopped and continued +\| 1 +\| .* \| 0 +\|\n/);
  },
});
