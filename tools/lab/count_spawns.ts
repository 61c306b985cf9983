/**
 * Is loaded before the program, counts the subprocesses that it starts, and
 * says so on standard error at its end.
 *
 * @module
 */

let count = 0;

class CountedCommand extends Deno.Command {
  override spawn(): Deno.ChildProcess {
    count++;
    return super.spawn();
  }
}

Object.defineProperty(Deno, "Command", { value: CountedCommand });
addEventListener("unload", () => console.error(`subprocesses ${count}`));
