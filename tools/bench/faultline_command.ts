import config from "../../deno.json" with { type: "json" };
import { BUNDLE } from "../dx/build_command.ts";
import { permissionFlags } from "../dx/permissions.ts";
import { inProject } from "../dx/project.ts";
import { isInstalled } from "../dx/programs.ts";

/**
 * The command that starts the one file with the permissions of a diagnosis.
 *
 * @param args Arguments of the program.
 * @param file The file to start.
 * @returns The command, program first.
 */
export function faultlineCommand(
  args: readonly string[],
  file: string = inProject(BUNDLE),
): string[] {
  return [
    Deno.execPath(),
    "run",
    ...permissionFlags(config.permissions, "diagnose", isInstalled),
    file,
    ...args,
  ];
}
