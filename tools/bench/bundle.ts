import { denoRunner } from "../dx/deno_command.ts";

/**
 * Makes one file of a program and all that it imports, as it is shipped.
 *
 * @param entry The program, relative to the project.
 * @param output Where the file goes.
 * @returns The path of the file.
 * @throws {Error} It cannot be made.
 */
export async function bundle(entry: string, output: string): Promise<string> {
  const source = Deno.env.get("FAULTLINE_STD") === "npm" ? "npm" : "jsr";
  const deno = denoRunner(source);
  const code = await deno.run([
    ...["bundle", "--quiet", ...deno.stdFlags],
    ...[`--output=${output}`, entry],
  ]);
  if (code !== 0) throw new Error(`Cannot bundle ${entry}: exit code ${code}`);
  return output;
}
