import { assertEquals } from "@std/assert/equals";
import { COMMANDS } from "../../src/cli/commands.ts";
import { faultline } from "../cli/faultline.ts";
import { canRun } from "../faults/product.ts";
import {
  COMPLETING_SHELLS,
  type CompletingShell,
  offered,
} from "./complete.ts";

const ALL = Object.keys(COMMANDS);

/** What is typed, and all that may be offered. */
const OFFERED: readonly (readonly [string, readonly string[]])[] = [
  ["faultline ", [...ALL, "help"]],
  ["faultline dia", ["diagnose"]],
  ["faultline --ve", ["--version"]],
  ["faultline help dis", ["discover"]],
  ["faultline diagnose --re", ["--reference"]],
  ["faultline watch --reference a --re", ["--reference"]],
  ["faultline watch --until on", ["online"]],
  ["faultline watch --format=nd", ["ndjson"]],
  ["faultline serve d", ["discovery"]],
  ["faultline explain server-h", ["server-hung"]],
  ["faultline explain --zz", []],
  ["faultline diagnose --timeout ", []],
  ["faultline diagnose --output scrip", ["script"]],
  ["faultline agent --journal scrip", ["script"]],
  ["faultline check --format gi", ["github"]],
  ["faultline check scrip", ["script"]],
  ["faultline wait host:80 -- umas", ["umask"]],
];

async function offersRight(shell: CompletingShell): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const { code, stdout, stderr } = await faultline(
      ["completions", shell.name],
      { permissions: ["--no-remote"] },
    );
    assertEquals([code, stderr], [0, ""]);
    await Deno.writeTextFile(`${folder}/script`, stdout);
    for (const [line, words] of OFFERED) {
      const found = await offered(shell, folder, line);
      assertEquals([line, found], [line, words.toSorted()]);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

for (const shell of COMPLETING_SHELLS) {
  Deno.test({
    name: `\`completions\` make ${shell.name} offer what may stand there`,
    ignore: !canRun(shell.name, ["--version"]),
    fn: () => offersRight(shell),
  });
}
