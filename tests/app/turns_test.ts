import { assertEquals } from "@std/assert/equals";
import { assertRejects } from "@std/assert/rejects";
import { Turns } from "../../src/app/turns.ts";

Deno.test("`Turns` lets so many run at once, in the order of their coming", async () => {
  const turns = new Turns(2);
  const order: string[] = [];
  let running = 0;
  let most = 0;
  const works = ["a", "b", "c", "d", "e"].map((name) =>
    turns.run(async () => {
      order.push(name);
      most = Math.max(most, ++running);
      await Promise.resolve();
      running--;
      return name;
    })
  );
  assertEquals((await Promise.all(works)).join(""), "abcde");
  assertEquals([order.join(""), most], ["abcde", 2]);
});

Deno.test("`Turns` goes on when a piece of work fails", async () => {
  const turns = new Turns(1);
  const broken = turns.run(() => Promise.reject(new Error("broken")));
  const next = turns.run(() => Promise.resolve("done"));
  await assertRejects(() => broken, Error, "broken");
  assertEquals(await next, "done");
});
