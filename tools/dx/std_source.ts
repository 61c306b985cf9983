/** Where the `@std` packages come from. */
export type StdSource = "jsr" | "npm";

/** What {@linkcode chooseStd} needs to know of its surroundings. */
export interface StdSurroundings {
  /** `FAULTLINE_STD`: `jsr`, `npm`, `auto` or nothing, which means `auto`. */
  readonly setting: string | undefined;
  /** Tries to load one module from JSR: the reason if that is impossible. */
  readonly probe: () => Promise<string | undefined>;
  /** The reason remembered from an earlier probe, if it is young enough. */
  readonly recall: () => string | undefined;
  /** Remembers why JSR could not be reached. */
  readonly remember: (reason: string) => void;
}

/** The choice, and what to tell the user of it. */
export interface StdChoice {
  readonly source: StdSource;
  /** One line, if the fallback was chosen without being asked for. */
  readonly notice?: string;
}

/**
 * Chooses between JSR and its mirror on npm.
 *
 * That JSR answers is never remembered: Deno's own cache makes the next probe
 * cheap, and a remembered yes could turn into a hang. That it does not answer
 * is remembered, since finding out may cost the probe's whole deadline.
 *
 * @param surroundings The setting, the probe and the memory.
 * @returns The source to use, with a notice if it is the fallback.
 * @throws {RangeError} If the setting is none of the three.
 */
export async function chooseStd(
  surroundings: StdSurroundings,
): Promise<StdChoice> {
  const setting = surroundings.setting || "auto";
  if (setting === "jsr" || setting === "npm") return { source: setting };
  if (setting !== "auto") {
    throw new RangeError(
      "Cannot choose the source of @std as FAULTLINE_STD: current value is " +
        `${JSON.stringify(setting)}. Use jsr, npm or auto.`,
    );
  }
  const recalled = surroundings.recall();
  const reason = recalled ?? await surroundings.probe();
  if (reason === undefined) return { source: "jsr" };
  if (recalled === undefined) surroundings.remember(reason);
  return { source: "npm", notice: noticeOf(reason) };
}

function noticeOf(reason: string): string {
  return `faultline: @std comes from npm:deno-std, since JSR is out of reach ` +
    `(${reason}); FAULTLINE_STD=jsr or npm decides it`;
}
