/** Kinds of permission that a set may grant, as `deno run` names them. */
const KINDS = ["env", "ffi", "net", "read", "run", "sys", "write"];

/** Named permission sets, as `deno.json` holds them. */
export type PermissionSets = Readonly<
  Record<string, Readonly<Record<string, boolean | readonly string[]>>>
>;

/**
 * The flags of a permission set. `-P=name` would do, were it not for the
 * warning that it prints on every start.
 *
 * @param sets The sets to look in.
 * @param name The set's name.
 * @param isInstalled Whether a program is there: Deno complains of one that
 * is not, and needs no permission to find nothing.
 * @returns Flags such as `--allow-net=127.0.0.1`, after `--no-prompt`.
 * @throws {RangeError} If there is no such set, or it grants what is unknown.
 */
export function permissionFlags(
  sets: PermissionSets,
  name: string,
  isInstalled: (program: string) => boolean,
): string[] {
  const set = sets[name];
  if (set === undefined) {
    throw new RangeError(
      `Cannot grant the permission set as ${name}: deno.json has ` +
        `${Object.keys(sets).join(", ")}`,
    );
  }
  const flags = ["--no-prompt"];
  for (const [kind, grant] of Object.entries(set)) {
    if (!KINDS.includes(kind)) {
      throw new RangeError(
        `Cannot grant the permission as ${kind}: use ${KINDS.join(", ")}`,
      );
    }
    if (grant === true) flags.push(`--allow-${kind}`);
    if (typeof grant === "boolean") continue;
    const names = kind === "run" ? grant.filter(isInstalled) : grant;
    if (names.length > 0) flags.push(`--allow-${kind}=${names.join(",")}`);
  }
  return flags;
}
