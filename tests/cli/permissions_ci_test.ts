import { assertEquals } from "@std/assert/equals";
import { assertMatch } from "@std/assert/match";
import { assertStringIncludes } from "@std/assert/string-includes";
import {
  type CommandEntry,
  type CommandName,
  COMMANDS,
} from "../../src/cli/commands.ts";
import config from "../../deno.json" with { type: "json" };
import { permissionFlags } from "../../tools/dx/permissions.ts";
import { closedPort, type Ended, faultline } from "./faultline.ts";

/** What the help says beside the network, whatever the options are. */
function flagsOf(command: CommandName): string[] {
  const { permissions }: CommandEntry = COMMANDS[command];
  return permissions.filter((flag) => /^--allow-[^ <]+$/.test(flag));
}

/** The flags without the one for programs, files or the environment. */
function without(kind: string, flags: readonly string[]): string[] {
  return flags.filter((flag) => !flag.startsWith(`--allow-${kind}`));
}

/** Runs it; a missing flag must neither crash it nor make it prompt. */
async function permitted(
  args: readonly string[],
  permissions: readonly string[],
): Promise<Ended> {
  const ended = await faultline(args, { permissions });
  assertEquals([ended.code === 1, ended.stderr], [false, ""]);
  return ended;
}

Deno.test("`check` needs no more than its help says", async () => {
  const target = `127.0.0.1:${closedPort()}`;
  const net = `--allow-net=${target}`;
  const flags = flagsOf("check");
  const { code, stdout } = await permitted(["check", target], [net, ...flags]);
  assertEquals(code, 6);
  assertStringIncludes(stdout, "[server-stopped]");
  for (const kind of ["read", "env"]) {
    const fewer = await permitted(["check", target], [
      net,
      ...without(kind, flags),
    ]);
    assertEquals(fewer.code, 6);
    assertStringIncludes(fewer.stdout, "[server-stopped]");
  }
});

Deno.test("`check` without --allow-net or --allow-run names it", async () => {
  const target = `127.0.0.1:${closedPort()}`;
  const args = ["check", target, "--verbose"];
  const net = await permitted(args, flagsOf("check"));
  assertEquals(net.code, 9);
  assertStringIncludes(net.stdout, "[not-permitted]");
  assertStringIncludes(net.stdout, `--allow-net=${target}`);
  const run = await permitted(args, [
    `--allow-net=${target}`,
    ...without("run", flagsOf("check")),
  ]);
  assertEquals(run.code, 6);
  assertStringIncludes(run.stdout, "firewall-blocked");
});

Deno.test("`check FILE` needs the file and the variables that it names", async () => {
  const folder = await Deno.makeTempDir();
  const file = `${folder}/targets.yaml`;
  const port = closedPort();
  await Deno.writeTextFile(file, "targets: ['127.0.0.1:${PORT_GIVEN}']\n");
  const own = [`--allow-read=${file}`, "--allow-env=PORT_GIVEN"];
  const args = ["check", file];
  const env = { PORT_GIVEN: String(port) };
  const net = `--allow-net=127.0.0.1:${port}`;
  const all = await faultline(args, { permissions: [net, ...own], env });
  assertEquals([all.code, all.stderr], [6, ""]);
  for (const [index, flag] of own.entries()) {
    const fewer = own.toSpliced(index, 1);
    const { code, stdout, stderr } = await faultline(args, {
      permissions: [net, ...fewer],
      env,
    });
    assertEquals([code, stdout], [2, ""]);
    assertStringIncludes(stderr, flag);
  }
  await Deno.remove(folder, { recursive: true });
});

Deno.test("`check FILE` takes no default for a variable that it may not read", async () => {
  const folder = await Deno.makeTempDir();
  const file = `${folder}/targets.yaml`;
  for (const reference of ["${PORT_GIVEN:-2}", "${PORT_GIVEN}"]) {
    await Deno.writeTextFile(file, `targets:\n  - 127.0.0.1:${reference}\n`);
    const { code, stdout, stderr } = await faultline(["check", file], {
      permissions: ["--allow-net=127.0.0.1", `--allow-read=${file}`],
      env: { PORT_GIVEN: "1" },
    });
    assertEquals([code, stdout], [2, ""]);
    assertStringIncludes(
      stderr,
      `${file}:2: targets[0]: the variable PORT_GIVEN may not be read: ` +
        "run with --allow-env=PORT_GIVEN",
    );
  }
  await Deno.remove(folder, { recursive: true });
});

Deno.test("`check` needs a folder for --output and --summary", async () => {
  const folder = await Deno.makeTempDir();
  const target = `127.0.0.1:${closedPort()}`;
  for (const option of ["--output", "--summary"]) {
    const args = ["check", target, `${option}=${folder}/out`];
    const net = `--allow-net=${target}`;
    const { code } = await permitted(args, [
      net,
      `--allow-read=${folder}`,
      `--allow-write=${folder}`,
    ]);
    assertEquals(code, 6);
    assertEquals((await Deno.stat(`${folder}/out`)).isFile, true);
    await Deno.remove(`${folder}/out`);
    for (const kind of ["read", "write"]) {
      const { code, stdout, stderr } = await faultline(args, {
        permissions: [net, `--allow-${kind}=${folder}`],
      });
      assertEquals([code, stdout], [2, ""]);
      assertMatch(stderr, /^faultline: Cannot write .*--allow-(read|write)=/);
    }
  }
  await Deno.remove(folder, { recursive: true });
});

Deno.test("`wait` needs no more than its help says", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const target = `127.0.0.1:${listener.addr.port}`;
  const flags = [`--allow-net=${target}`, ...flagsOf("wait")];
  const { code } = await faultline(["wait", target], { permissions: flags });
  assertEquals(code, 0);
});

Deno.test("`wait` without --allow-net names the flag", async () => {
  const target = `127.0.0.1:${closedPort()}`;
  const { code, stdout, stderr } = await faultline(
    ["wait", target, "--timeout=100ms"],
    { permissions: flagsOf("wait") },
  );
  assertEquals(code, 9);
  assertStringIncludes(stdout + stderr, `--allow-net=${target}`);
});

Deno.test("`wait -- COMMAND` says first that it may not run it", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const target = `127.0.0.1:${listener.addr.port}`;
  const args = ["wait", target, "--", "sleep", "0"];
  const flags = [`--allow-net=${target}`, ...without("run", flagsOf("wait"))];
  const fewer = await faultline(args, { permissions: flags });
  assertEquals(fewer.stdout, "");
  assertStringIncludes(fewer.stderr, "--allow-run=sleep");
  const all = [...flags, "--allow-run=sleep"];
  const { code } = await faultline(args, { permissions: all });
  assertEquals(code, 0);
});

Deno.test("`completions` needs no permission", async () => {
  const { code, stderr } = await faultline(["completions", "bash"], {
    permissions: ["--no-remote"],
  });
  assertEquals([code, stderr], [0, ""]);
});

Deno.test("`demo` runs as a task with what its help says", () => {
  const flags = permissionFlags(config.permissions, "demo", () => true)
    .filter((flag) => flag.startsWith("--allow-"));
  const { permissions } = COMMANDS.demo;
  const names = (flag: string) => flag.split(/[=,]/).toSorted();
  assertEquals(
    without("env", flags).map(names),
    without("env", permissions).map(names),
  );
  const [env = ""] = flags.filter((flag) => flag.startsWith("--allow-env="));
  for (const name of ["TERM", "LC_ALL", "LC_CTYPE", "LANG"]) {
    assertStringIncludes(env, name);
  }
});

Deno.test("`demo` without --allow-net names the flag", async () => {
  const permissions = without("net", COMMANDS.demo.permissions);
  const { code, stderr } = await faultline(["demo"], { permissions });
  assertEquals(code, 2);
  assertMatch(
    stderr,
    /Cannot show the demo: it needs --allow-net=127\.0\.0\.1/,
  );
});
