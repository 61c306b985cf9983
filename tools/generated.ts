import { TRANSITION_TABLE } from "../src/core/machine/transition_table.ts";
import { FAILURE_MODES } from "../src/model/failure_modes.ts";
import { commandTable } from "./command_table.ts";
import { drawMachine } from "./draw_machine.ts";
import { manPage } from "./man_page.ts";
import { modeReference } from "./mode_reference.ts";
import { protocolReference } from "./protocol_reference.ts";
import { refreshRuns } from "./shown_runs.ts";

/** A document, or a part of one, that is made from the sources. */
export interface Generated {
  /** The document, relative to the project. */
  readonly path: string;
  /**
   * The part of the document that is replaced: what lies between the lines
   * `<!-- NAME:begin -->` and `<!-- NAME:end -->`. Without it, the whole file
   * is made.
   */
  readonly section?: string;
  /** Whether the text stays as it is rendered; else it is formatted. */
  readonly isPlain?: true;
  /** Makes the text from the sources, or from the document as it is. */
  readonly render: (draft: string) => string | Promise<string>;
}

/** Documents that show runs of the program. */
const SHOWING_RUNS: readonly string[] = [
  "docs/getting_started.md",
  "docs/reading_a_verdict.md",
  "docs/ci.md",
];

/** Everything that is generated, in one place. */
export const GENERATED: readonly Generated[] = [
  {
    path: "ARCHITECTURE.md",
    section: "machine",
    render: () => drawMachine(TRANSITION_TABLE),
  },
  {
    path: "docs/failure_modes.md",
    render: () => modeReference(FAILURE_MODES),
  },
  {
    path: "docs/faultline.1",
    isPlain: true,
    render: manPage,
  },
  {
    path: "docs/protocols.md",
    section: "protocols",
    render: protocolReference,
  },
  {
    path: "README.md",
    section: "commands",
    render: commandTable,
  },
  ...SHOWING_RUNS.map((path) => ({ path, render: refreshRuns })),
];
