import { assertEquals } from "@std/assert/equals";
import {
  beginContention,
  contentionOf,
} from "../../../tools/lab/contention.ts";

/** As a group of processes is read. */
const OWN = { line: "full", starvedShare: 0.5 } as const;

Deno.test("`contentionOf()` calls it starved when others ran most of the time", () => {
  assertEquals(contentionOf(1200, 2000, OWN).isStarved, true);
  assertEquals(contentionOf(800, 2000, OWN).isStarved, false);
});

Deno.test("`contentionOf()` starves nobody when the wait is short", () => {
  assertEquals(contentionOf(70, 80, OWN).isStarved, false);
});

Deno.test("`contentionOf()` takes what a whole machine waits for nobody's loss", () => {
  assertEquals(contentionOf(800, 2000, OWN).lostMs, 800);
  const machine = { ...OWN, line: "some" } as const;
  assertEquals(contentionOf(800, 2000, machine).lostMs, 0);
});

Deno.test("`contentionOf()` has no share when no time passed", () => {
  const { waitedMs, share } = contentionOf(0, 0, OWN);
  assertEquals([waitedMs, share], [0, 0]);
});

Deno.test("`beginContention()` reads its own line when a file has two", async () => {
  const file = await Deno.makeTempFile();
  const line = "avg10=0.00 avg60=0.00 avg300=0.00";
  const write = (some: number, full: number) =>
    Deno.writeTextFile(
      file,
      `some ${line} total=${some}\nfull ${line} total=${full}\n`,
    );
  try {
    await write(5000, 1000);
    const ends = (["full", "some"] as const).map((line) =>
      beginContention({ file, line, starvedShare: 0.5 })
    );
    await write(9000, 3000);
    assertEquals(ends.map((end) => end().waitedMs), [2, 4]);
  } finally {
    await Deno.remove(file);
  }
});

Deno.test("`beginContention()` sees no wait when the kernel tells none", () => {
  const pressure = { file: "/no/such/file", line: "full" } as const;
  const end = beginContention({ ...pressure, starvedShare: 0.5 });
  assertEquals(end().isStarved, false);
});
