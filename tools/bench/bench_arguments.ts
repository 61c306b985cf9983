/** Options of a bench: what stands for the value of each in the usage. */
export type BenchOptions = Readonly<Record<string, string>>;

/**
 * Checks the arguments of a bench, before minutes are spent.
 *
 * @param args The arguments.
 * @param options The options that the bench has, without dashes.
 * @returns The usage, where somebody asked for it; else nothing.
 * @throws {RangeError} There is an argument that the bench does not have.
 */
export function usageAsked(
  args: readonly string[],
  options: BenchOptions,
): string | undefined {
  if (args.includes("--help") || args.includes("-h")) return usageOf(options);
  let waiting: string | undefined;
  for (const arg of args) {
    if (waiting !== undefined) {
      waiting = undefined;
      continue;
    }
    const [, name = "", value] = /^--([^=]+)(=.*)?$/s.exec(arg) ?? [];
    if (!Object.hasOwn(options, name)) {
      throw new RangeError(`Cannot use ${arg}\n${usageOf(options)}`);
    }
    if (value === undefined) waiting = name;
  }
  if (waiting === undefined) return undefined;
  throw new RangeError(`Cannot use --${waiting} without ${options[waiting]}`);
}

function usageOf(options: BenchOptions): string {
  const lines = Object.entries(options).map(([name, value]) =>
    `  --${name} ${value}`
  );
  return ["Options:", ...lines, "  --help"].join("\n");
}
