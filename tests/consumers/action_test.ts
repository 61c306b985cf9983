import { assertEquals } from "@std/assert/equals";
import { assertMatch } from "@std/assert/match";
import { assertStringIncludes } from "@std/assert/string-includes";
import { load } from "js-yaml";
import { closedPort, type Ended } from "../cli/faultline.ts";
import { canRun } from "../faults/product.ts";
import { ROOT, ShellSteps } from "./shell_steps.ts";

/** What a runner reads of `action.yml`. */
interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: {
    readonly using: string;
    readonly steps: readonly {
      readonly id?: string;
      readonly run?: string;
      readonly shell?: string;
      readonly env?: Readonly<Record<string, string>>;
    }[];
  };
}

const ACTION = load(await Deno.readTextFile(`${ROOT}action.yml`)) as Action;

/** How a step ended, and what it told the runner. */
interface Told extends Ended {
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly report: string;
}

/** Runs the action with these inputs, as a runner would. */
async function act(
  steps: ShellSteps,
  inputs: Readonly<Record<string, string>>,
): Promise<Told> {
  const step = ACTION.runs.steps.find(({ id }) => id === "faultline");
  const given = Object.entries(step?.env ?? {}).map(([name, value]) => [
    name,
    value.replace(
      /^\$\{\{ inputs\.([\w-]+) \}\}$/,
      (_, input) =>
        inputs[input] ?? ACTION.inputs[input]?.default ?? "no such input",
    ),
  ]);
  for (const name of ["output", "summary"]) {
    await Deno.writeTextFile(`${steps.folder}/${name}`, "");
  }
  const told = await steps.run(step?.run ?? "", {
    ...Object.fromEntries(given),
    GITHUB_ACTION_PATH: ROOT.replace(/\/$/, ""),
    GITHUB_OUTPUT: `${steps.folder}/output`,
    GITHUB_STEP_SUMMARY: `${steps.folder}/summary`,
    RUNNER_OS: "Linux",
    RUNNER_TEMP: steps.folder,
  });
  const outputs: Record<string, string> = Object.fromEntries(
    (await steps.read("output")).split("\n").filter(Boolean)
      .map((line) => line.split("=", 2)),
  );
  const report = outputs.report ? await steps.read(outputs.report) : "";
  return { ...told, outputs, summary: await steps.read("summary"), report };
}

const ignore = !canRun("bash", ["--version"]);

Deno.test("`action.yml` hands each input on, and nothing into a script", () => {
  const { inputs, outputs, runs } = ACTION;
  const step = runs.steps.find(({ id }) => id === "faultline");
  assertEquals([runs.using, step?.shell], ["composite", "bash"]);
  assertEquals(step?.run?.includes("${{"), false);
  const used = JSON.stringify(runs.steps);
  for (const name of Object.keys(inputs)) {
    assertEquals([name, used.includes(`inputs.${name} `)], [name, true]);
  }
  for (const [name, { value }] of Object.entries(outputs)) {
    assertEquals(value, `\${{ steps.faultline.outputs.${name} }}`);
    assertStringIncludes(step?.run ?? "", `echo "${name}=`);
  }
});

Deno.test({
  name: "`action.yml` checks, annotates and sums up",
  ignore,
  async fn() {
    await using steps = await ShellSteps.create();
    const file = `targets:\n  - 127.0.0.1:${closedPort()}\n`;
    await Deno.writeTextFile(`${steps.folder}/targets.yaml`, file);
    const told = await act(steps, {
      file: "targets.yaml",
      targets: `127.0.0.1:${closedPort()}\n127.0.0.1:${closedPort()}`,
      "allow-net": "127.0.0.1",
    });
    assertEquals([told.code, told.stderr], [6, ""]);
    assertEquals(told.outputs.passed, "false");
    assertEquals(told.outputs["exit-code"], "6");
    assertMatch(told.stdout, /^::error title=.*\[server-stopped\]::/);
    assertEquals(told.stdout, told.report);
    assertMatch(told.summary, /^<h3>.*3 of 3 targets failed/);
  },
});

Deno.test({
  name: "`action.yml` lets the job decide with `fail: false`",
  ignore,
  async fn() {
    await using steps = await ShellSteps.create();
    const { code, outputs, stdout, summary, report } = await act(steps, {
      command: "diagnose",
      targets: `127.0.0.1:${closedPort()}`,
      options: "--quiet\n--timeout=1s",
      fail: "false",
    });
    assertEquals([code, outputs["exit-code"]], [0, "6"]);
    assertStringIncludes(report, "[server-stopped]");
    const token = /^::stop-commands::(\w+)\n/.exec(stdout)?.[1];
    const [first] = report.split("\n");
    assertEquals(
      stdout,
      `::stop-commands::${token}\n${report}::${token}::\n` +
        `::error title=Faultline::${first}\n`,
    );
    assertEquals(summary, `~~~~text\n${report}~~~~\n`);
  },
});

Deno.test({
  name: "`action.yml` annotates in words whatever the format is",
  ignore,
  async fn() {
    await using steps = await ShellSteps.create();
    const targets = `127.0.0.1:${closedPort()}`;
    const { stdout, summary } = await act(steps, { targets, format: "junit" });
    assertStringIncludes(
      stdout,
      "\n::error title=Faultline::The check ended with exit code 6: " +
        "see its report\n",
    );
    assertStringIncludes(summary, "1 of 1 target failed");
  },
});

Deno.test({
  name: "`action.yml` annotates what a monitor would read",
  ignore,
  async fn() {
    await using steps = await ShellSteps.create();
    const targets = `127.0.0.1:${closedPort()}`;
    const broken = await act(steps, { targets, format: "nagios" });
    assertEquals(broken.outputs["exit-code"], "2");
    assertStringIncludes(
      broken.stdout,
      "\n::error title=Faultline::FAULTLINE CRITICAL - 1 of 1 target failed",
    );
    const wrong = await act(steps, { targets: "a:b", format: "nagios" });
    assertEquals(wrong.outputs["exit-code"], "3");
    assertStringIncludes(
      wrong.stdout,
      "\n::error title=Faultline::FAULTLINE UNKNOWN - Cannot",
    );
  },
});

Deno.test({
  name: "`action.yml` says why a check could not begin",
  ignore,
  async fn() {
    await using steps = await ShellSteps.create();
    await Deno.writeTextFile(`${steps.folder}/targets.yaml`, "targets: 7\n");
    for (const format of ["", "junit"]) {
      const told = await act(steps, { file: "targets.yaml", format });
      assertEquals(told.outputs["exit-code"], "2");
      assertMatch(
        told.stdout,
        /::error title=Faultline::faultline: targets.yaml:1: targets: /,
      );
      assertStringIncludes(told.summary, "targets.yaml:1: targets");
    }
  },
});

Deno.test({
  name: "`action.yml` waits, and passes when all is there",
  ignore,
  async fn() {
    await using steps = await ShellSteps.create();
    using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const { code, outputs } = await act(steps, {
      command: "wait",
      targets: `tcp://127.0.0.1:${listener.addr.port}`,
      options: "--timeout=20s",
      program: "dist/faultline.js",
    });
    assertEquals([code, outputs.passed], [0, "true"]);
  },
});

Deno.test({
  name: "`action.yml` refuses another command",
  ignore,
  async fn() {
    await using steps = await ShellSteps.create();
    const { code, stdout } = await act(steps, { command: "serve" });
    assertEquals(code, 2);
    assertMatch(stdout, /^::error::Cannot use 'command'/);
  },
});
