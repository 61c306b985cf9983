import { assertEquals } from "@std/assert/equals";
import { assertStringIncludes } from "@std/assert/string-includes";
import { load } from "js-yaml";
import config from "../../deno.json" with { type: "json" };
import { COMMANDS } from "../../src/cli/commands.ts";
import { readCheckFile } from "../../src/wire/check_file/read_check_file.ts";
import { closedPort } from "../cli/faultline.ts";
import { canRun } from "../faults/product.ts";
import { ROOT, ShellSteps } from "./shell_steps.ts";

const ignore = !canRun("bash", ["--version"]);

/** The version of Deno that the tasks and the documents name. */
const DENO = "2.9.6";

async function text(path: string): Promise<string> {
  return await Deno.readTextFile(ROOT + path);
}

/** Flags that a diagnosis always needs, but for the network. */
const FLAGS = COMMANDS.diagnose.permissions.filter((flag) =>
  flag.startsWith("--allow-") && !/[ <]/.test(flag)
);

Deno.test("`examples/targets.yaml` is a file that check takes", async () => {
  const path = "examples/targets.yaml";
  const targets = readCheckFile(await text(path), {
    name: path,
    variables: () => undefined,
    given: {},
  });
  assertEquals(targets.length, 4);
});

Deno.test({
  name: "`examples/wait_then_test.sh` runs a command once all is there",
  ignore,
  async fn() {
    await using steps = await ShellSteps.create();
    using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const { code, stdout } = await steps.run(
      `sh ${ROOT}examples/wait_then_test.sh echo tested`,
      { TARGETS: `tcp://127.0.0.1:${listener.addr.port}`, TIMEOUT: "20s" },
    );
    assertEquals([code, stdout.endsWith("tested\n")], [0, true]);
  },
});

Deno.test({
  name: "`examples/wait_then_test.sh` says what is broken, and ends so",
  ignore,
  async fn() {
    await using steps = await ShellSteps.create();
    const { code, stdout, stderr } = await steps.run(
      `sh ${ROOT}examples/wait_then_test.sh echo tested`,
      { TARGETS: `127.0.0.1:${closedPort()}`, TIMEOUT: "100ms" },
    );
    assertEquals([code, stdout.includes("tested")], [6, false]);
    assertStringIncludes(stdout + stderr, "[server-stopped]");
  },
});

Deno.test({
  name: "`examples/gitlab-ci.yml` leaves a report of JUnit behind",
  ignore,
  async fn() {
    const { network: job } = load(await text("examples/gitlab-ci.yml")) as {
      readonly network: {
        readonly image: string;
        readonly script: readonly string[];
        readonly artifacts: { readonly reports: { readonly junit: string } };
      };
    };
    assertStringIncludes(job.image, DENO);
    await using steps = await ShellSteps.create();
    const targets = `targets: ["127.0.0.1:${closedPort()}"]\n`;
    await Deno.writeTextFile(`${steps.folder}/targets.yaml`, targets);
    const { code } = await steps.run(job.script.join("\n"));
    assertEquals(code, 6);
    const { junit } = job.artifacts.reports;
    assertStringIncludes(await steps.read(junit), "<failure");
  },
});

Deno.test({
  name: "`Dockerfile` starts the program with the flags of the help",
  ignore,
  async fn() {
    const lines = (await text("Dockerfile")).replaceAll("\\\n", " ")
      .split("\n").filter((line) => /^[A-Z]/.test(line));
    const images = lines.filter((line) => line.startsWith("FROM "));
    for (const image of images) {
      assertStringIncludes(image, `denoland/deno:debian-${DENO}`);
    }
    assertEquals(lines.includes("RUN deno task build"), true);
    assertEquals("build" in config.tasks, true);
    const [entry = ""] = lines.filter((line) => line.startsWith("ENTRYPOINT "));
    const words: string[] = JSON.parse(entry.replace("ENTRYPOINT ", ""));
    for (const flag of FLAGS) assertStringIncludes(entry, flag);
    await using steps = await ShellSteps.create();
    const target = `127.0.0.1:${closedPort()}`;
    const line = [...words, "diagnose", target].join(" ");
    const { code, stdout } = await steps.run(line);
    assertEquals(code, 6);
    assertStringIncludes(stdout, "[server-stopped]");
  },
});
