import { formatDuration } from "../src/model/duration.ts";
import {
  parseTarget,
  TARGET_SCHEMES,
  type TargetScheme,
} from "../src/model/target.ts";
import {
  clientProtocol,
  SERVER_PROTOCOL_NAMES,
  serverProtocol,
} from "../src/wire/heartbeat/protocols.ts";

/** What stands where a protocol has no such thing. */
const NONE = "–";

/**
 * Writes the defaults of every protocol as a table.
 *
 * @returns The table, in Markdown.
 */
export function protocolReference(): string {
  const schemes = Object.keys(TARGET_SCHEMES) as TargetScheme[];
  return [
    [
      ...["target", "port", "beats", "interval"],
      ...["misses of `watch`", "misses of `serve`"],
    ],
    Array<string>(6).fill("---"),
    ...schemes.map(rowOf),
  ].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function rowOf(scheme: TargetScheme): string[] {
  const client = clientProtocol(parseTarget(`${scheme}://host.test:1`));
  const name = SERVER_PROTOCOL_NAMES.find((name) => name === scheme);
  const hasBeats = client.beatsFrom !== "nobody";
  return [
    `\`${scheme}://\``,
    String(TARGET_SCHEMES[scheme] ?? NONE),
    hasBeats ? client.beatsFrom : NONE,
    hasBeats ? formatDuration(client.intervalMs) : NONE,
    hasBeats ? String(client.misses) : NONE,
    name === undefined ? NONE : String(serverProtocol(name).misses),
  ];
}
