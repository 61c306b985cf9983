/**
 * The command line: `faultline COMMAND`.
 *
 * @module
 */

import { createDenoTerminal } from "../io/deno_terminal.ts";
import { main } from "./program.ts";

const terminal = createDenoTerminal();

// A name being looked up by the system cannot be cancelled, and would hold
// the process until its own time-out: the end is therefore explicit.
terminal.exit(await main(terminal));
