import config from "../../deno.json" with { type: "json" };

/** Kinds of permission that a set may grant, as `deno run` names them. */
const KINDS = ["env", "ffi", "net", "read", "run", "sys", "write"] as const;

/** What a set grants of one kind: nothing, all, or what is listed. */
type Grant = boolean | readonly string[];

/**
 * The flags of a permission set of `deno.json`. `-P=name` would do, were it
 * not for the warning it prints on every start.
 *
 * @param name The set's name.
 * @param sets The sets to look in.
 * @returns Flags such as `--allow-net=127.0.0.1`, and `--no-prompt`.
 * @throws {RangeError} If there is no such set, or it grants what is unknown.
 */
export function permissionFlags(
  name: string,
  sets: Readonly<Record<string, unknown>> = config.permissions,
): string[] {
  const set = sets[name] as Readonly<Record<string, Grant>> | undefined;
  if (set === undefined) {
    throw new RangeError(
      `Cannot find the permission set as ${name}: deno.json has ` +
        `${Object.keys(sets).join(", ")}`,
    );
  }
  const flags = ["--no-prompt"];
  for (const [kind, grant] of Object.entries(set)) {
    if (!KINDS.some((known) => known === kind)) {
      throw new RangeError(
        `Cannot grant the permission as ${kind}: known are ${KINDS.join(", ")}`,
      );
    }
    if (grant === true) flags.push(`--allow-${kind}`);
    else if (grant !== false) flags.push(`--allow-${kind}=${grant.join(",")}`);
  }
  return flags;
}
