import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { checkText } from "../../src/report/check_text.ts";
import type { CheckReport } from "../../src/model/check_report.ts";
import { checked, finding, MANY, MIXED, ONE, report } from "./check_samples.ts";
import {
  BLIND,
  diagnosis,
  PROXY_STOPPED,
  SERVER_SILENT,
  UNICODE,
} from "./samples.ts";

Deno.test("`checkText()` tells root causes first, then who failed", () => {
  const text = checkText(MIXED, { style: UNICODE, detail: "normal" });
  const paragraphs = text.split("\n\n");
  assertEquals(
    paragraphs[0],
    `✗ The proxy is not running; its machine is alive [proxy-stopped]
  proxy 10.9.1.5:3128 breaks 2 targets: shop, mail
  The machine refused the connection: nothing serves this port.
  Next: Start the proxy, and check the port that it listens on.`,
  );
  assertEquals(paragraphs.slice(1, 4).map((words) => words.split(" ")[0]), [
    "?",
    "~",
    "?",
  ]);
  assertEquals(paragraphs.at(-2)?.split("\n").slice(0, 4), [
    "Failed:",
    "  ✗ shop: The proxy is not running; its machine is alive",
    "  ✗ mail: The proxy is not running; its machine is alive",
    "  ✗ slow: It answered after 12ms; at most 10ms was expected",
  ]);
  assertEquals(
    paragraphs.at(-1),
    "✗ 6 of 7 targets failed, 4 causes (1.23s)\n",
  );
});

Deno.test("`checkText()` crosses a target only when its break is proven", () => {
  const text = checkText(
    report([checked("a", PROXY_STOPPED), checked("b", SERVER_SILENT)]),
    { style: UNICODE, detail: "normal" },
  );
  assertEquals(text.match(/^ {2}. [ab]:/gm), ["  ✗ a:", "  ? b:"]);
});

Deno.test("`checkText()` says in one line that all is well", () => {
  assertEquals(
    checkText(ONE, { style: UNICODE, detail: "normal" }),
    "✓ 1 target is as expected (1.23s)\n",
  );
});

Deno.test("`checkText()` shows what passed only where all is asked for", () => {
  const all = checkText(MIXED, { style: UNICODE, detail: "verbose" });
  assert(all.includes("  ✓ web: 12ms\n"));
  const few = checkText(MIXED, { style: UNICODE, detail: "quiet" });
  assertEquals(few.trimEnd().split("\n").length, 5);
});

/** As many causes as targets. */
function broken(count: number): CheckReport {
  const names = Array.from({ length: count }, (_, index) => `t${index}`);
  return report(
    names.map((name) => checked(name, PROXY_STOPPED)),
    names.map((name) => finding(PROXY_STOPPED, name, [name])),
  );
}

Deno.test("`checkText()` counts what are too many causes and targets", () => {
  const few = checkText(broken(900), { style: UNICODE, detail: "normal" });
  assertEquals(few.match(/^✗ The proxy/gm)?.length, 10);
  assertEquals(few.match(/^ {2}✗ t\d+: /gm)?.length, 50);
  const see = "--verbose or --format json\n";
  assert(few.includes(`\n\nand 890 more causes: ${see}\nFailed:\n`));
  assert(few.includes(`\nand 850 more targets: ${see}\n✗ 900 of 900`));
  const eleven = checkText(broken(11), { style: UNICODE, detail: "normal" });
  assert(eleven.includes(`\n\nand 1 more cause: ${see}`));
  const ten = checkText(broken(10), { style: UNICODE, detail: "normal" });
  assert(!ten.includes("more"));
});

Deno.test("`checkText()` tells all where all is asked for, of any number", () => {
  const all = checkText(broken(900), { style: UNICODE, detail: "verbose" });
  assertEquals(all.match(/^✗ The proxy/gm)?.length, 900);
  assertEquals(all.match(/^ {2}✗ t\d+: /gm)?.length, 900);
  assert(!all.includes(" more "));
  const many = checkText(MANY, { style: UNICODE, detail: "verbose" });
  assertEquals(many.match(/^ {2}[✗✓] target-/gm)?.length, 1000);
});

Deno.test("`checkText()` says a kind of cause once where it is quiet", () => {
  assertEquals(
    checkText(broken(900), { style: UNICODE, detail: "quiet" }),
    `✗ The proxy is not running; its machine is alive [proxy-stopped] (900 causes)
✗ 900 of 900 targets failed, 900 causes (1.23s)
`,
  );
  const { verdict } = PROXY_STOPPED;
  assert(verdict);
  const kinds = Array.from({ length: 12 }, (_, index) =>
    finding(
      diagnosis({ verdict: { ...verdict, title: `Kind ${index}` } }),
      "a:1",
      ["t0"],
    ));
  const text = checkText({ ...broken(1), findings: kinds }, {
    style: UNICODE,
    detail: "quiet",
  });
  assertEquals(text.split("\n").slice(9, 11), [
    "✗ Kind 9 [proxy-stopped]",
    "and 2 more causes: --verbose or --format json",
  ]);
});

Deno.test("`checkText()` names the permissions that are missing", () => {
  const names = ["a", "b", "c", "d", "e"];
  const blind = (port: number) => ({
    ...BLIND,
    observations: BLIND.observations.map((seen) => ({
      ...seen,
      detail: { ...seen.detail, permission: `--allow-net=10.9.2.10:${port}` },
    })),
  });
  const text = checkText(
    report(
      names.map((name, index) => checked(name, blind(Math.min(index, 3)))),
      [finding(BLIND, "tcp", names)],
    ),
    { style: { ...UNICODE, width: 100 }, detail: "normal" },
  );
  assertEquals(
    text.split("\n\n")[0],
    `? A look that decides was not permitted [not-permitted]
  5 targets cannot be judged: a, b, c, d, e
  Missing: --allow-net=10.9.2.10:0, --allow-net=10.9.2.10:1, --allow-net=10.9.2.10:2 and 1 more
  Next: Give the permission that is named.`,
  );
});
