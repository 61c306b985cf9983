import project from "../../deno.json" with { type: "json" };

/** The version of the program, as it was released. */
export const VERSION: string = project.version;
