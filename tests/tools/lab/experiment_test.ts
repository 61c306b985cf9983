import { assertEquals } from "@std/assert/equals";
import { EXPERIMENTS } from "../../../tools/lab/experiment.ts";

Deno.test("`EXPERIMENTS` have names of their own, in either phase", () => {
  const names = EXPERIMENTS.map(({ name }) => name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  assertEquals(twice, []);
});

Deno.test("`EXPERIMENTS` cover both phases", () => {
  const phases = new Set(EXPERIMENTS.map(({ phase }) => phase));
  assertEquals([...phases].sort(), ["after-connect", "before-connect"]);
});
