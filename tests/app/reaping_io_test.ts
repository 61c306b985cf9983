import { assertEquals } from "@std/assert/equals";
import { assertRejects } from "@std/assert/rejects";
import { reapingIo } from "../../src/app/reaping_io.ts";
import { type Finished, IoError } from "../../src/io/io.ts";
import { FakeIo, finished, ioError } from "../io/fake_io.ts";

const OPTIONS = { signal: new AbortController().signal, maxBytes: 1 };

Deno.test("`reapingIo()` waits for subprocesses that nobody waits for", async () => {
  const ends: ((finished: Finished) => void)[] = [];
  const { io, reaped } = reapingIo(
    new FakeIo({ spawn: () => new Promise((resolve) => ends.push(resolve)) }),
  );
  io.spawn("ip", [], OPTIONS);
  io.spawn("ping", [], OPTIONS);
  let isOver = false;
  const over = reaped().then(() => isOver = true);
  ends[0]?.(finished(""));
  await Promise.resolve();
  assertEquals(isOver, false);
  ends[1]?.(finished(""));
  await over;
});

Deno.test("`reapingIo()` leaves results and errors to who asked", async () => {
  const { io, reaped } = reapingIo(
    new FakeIo({
      spawn: (program) =>
        program === "ip"
          ? Promise.resolve(finished("out"))
          : Promise.reject(ioError("not-found")),
    }),
  );
  assertEquals((await io.spawn("ip", [], OPTIONS)).stdout, "out");
  await assertRejects(() => io.spawn("ping", [], OPTIONS), IoError);
  await reaped();
});
