import { assertEquals } from "@std/assert/equals";
import { assertRejects } from "@std/assert/rejects";
import { inParallel, type Job } from "../../../src/app/demo/in_parallel.ts";

const { signal } = new AbortController();

/** Work that ends when the test says so, or with its signal. */
class Steps {
  readonly began: string[] = [];
  readonly ended: string[] = [];
  readonly #done = new Map<string, PromiseWithResolvers<string>>();

  job(name: string): Job<string> {
    const done = Promise.withResolvers<string>();
    this.#done.set(name, done);
    return async (signal) => {
      this.began.push(name);
      signal.addEventListener("abort", () => done.reject(signal.reason));
      try {
        return await done.promise;
      } finally {
        this.ended.push(name);
      }
    };
  }

  finish(name: string): void {
    this.#done.get(name)?.resolve(name);
  }

  fail(name: string): void {
    this.#done.get(name)?.reject(new RangeError(name));
  }
}

Deno.test("`inParallel()` gives results as they come, and no more at once", async () => {
  const steps = new Steps();
  const jobs = ["a", "b", "c"].map((name) => steps.job(name));
  const results = inParallel(jobs, { width: 2, signal });
  const first = results.next();
  assertEquals(steps.began, ["a", "b"]);
  steps.finish("b");
  assertEquals(await first, { done: false, value: "b" });
  const second = results.next();
  assertEquals(steps.began, ["a", "b", "c"]);
  steps.finish("c");
  assertEquals((await second).value, "c");
  steps.finish("a");
  assertEquals((await results.next()).value, "a");
  assertEquals((await results.next()).done, true);
});

Deno.test("`inParallel()` ends the rest when the reader leaves", async () => {
  const steps = new Steps();
  const jobs = ["a", "b", "c"].map((name) => steps.job(name));
  for await (const name of read()) {
    assertEquals(name, "a");
    break;
  }
  assertEquals(steps.ended, ["a", "b", "c"]);

  async function* read() {
    const results = inParallel(jobs, { width: 3, signal });
    steps.finish("a");
    yield* results;
  }
});

Deno.test("`inParallel()` ends the rest when one fails", async () => {
  const steps = new Steps();
  const jobs = ["a", "b"].map((name) => steps.job(name));
  const results = inParallel(jobs, { width: 2, signal });
  steps.fail("a");
  await assertRejects(() => results.next(), RangeError, "a");
  assertEquals(steps.ended, ["a", "b"]);
});
