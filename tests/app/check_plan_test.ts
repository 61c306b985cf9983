import { assertEquals } from "@std/assert/equals";
import { assertThrows } from "@std/assert/throws";
import { planCheck } from "../../src/app/check_plan.ts";
import { MAX_CHECK_TARGETS } from "../../src/model/limits.ts";

Deno.test("`planCheck()` puts in what the check has for all", () => {
  const [own, usual] = planCheck([
    {
      target: "a:1",
      proxy: null,
      timeoutMs: 500,
      references: [],
      expect: "server-stopped",
      maxLatencyMs: 20,
      labels: { team: "web" },
    },
    "b:2",
  ], {
    proxy: "http://10.9.1.5:3128",
    timeoutMs: 900,
    references: ["10.9.1.9"],
    nameServers: ["10.9.1.53"],
  });
  assertEquals(own?.question.proxy, undefined);
  assertEquals(own?.question.timeoutMs, 500);
  assertEquals(own?.question.references, []);
  assertEquals(own?.expected, "server-stopped");
  assertEquals([own?.maxLatencyMs, own?.labels], [20, { team: "web" }]);
  assertEquals(usual?.question.proxy?.url, "http://10.9.1.5:3128");
  assertEquals(usual?.question.timeoutMs, 900);
  assertEquals(usual?.question.references, ["10.9.1.9"]);
  assertEquals(own?.question.nameServers, usual?.question.nameServers);
  assertEquals([usual?.expected, usual?.maxLatencyMs], ["healthy", null]);
});

Deno.test("`planCheck()` calls each target by a name of its own, without its password", () => {
  const items = planCheck([
    "http://joe:secret@a:1",
    { name: "http://a:1 (2)", target: "b:2" },
    "http://a:1",
    "http://a:1",
  ], {});
  assertEquals(items.map(({ name }) => name), [
    "http://a:1",
    "http://a:1 (2)",
    "http://a:1 (3)",
    "http://a:1 (4)",
  ]);
});

Deno.test("`planCheck()` refuses two of one name, and more than it can keep", () => {
  const twice = [{ name: "x", target: "a:1" }, { name: "x", target: "b:2" }];
  assertThrows(
    () => planCheck(twice, {}),
    SyntaxError,
    'Cannot use a name for two targets: current value is "x"',
  );
  const many = Array.from({ length: MAX_CHECK_TARGETS + 1 }, () => "a:1");
  assertThrows(() => planCheck(many, {}), RangeError, "more than 20000");
});
