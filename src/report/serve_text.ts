import { formatDuration } from "../model/duration.ts";
import { scrub } from "../model/scrub.ts";
import {
  DISCONNECT_REASONS,
  REFUSED_REASONS,
  type ServeEvent,
} from "../model/serve_event.ts";
import { messageText } from "./serve_message.ts";
import {
  type Paint,
  paint,
  plain,
  type Sign,
  sign,
  type Style,
} from "./style.ts";
import { timeOfDay } from "./time_of_day.ts";

/** Columns of the longest event, and of the longest protocol. */
const WIDTHS = { event: 14, protocol: 9 } as const;

/** Most characters of a message that are shown. */
const MAX_SHOWN_LENGTH = 60;

const MARKS: Readonly<Record<ServeEvent["event"], readonly [Sign, Paint]>> = {
  "listening": ["ok", "good"],
  "connected": ["ok", "good"],
  "message": ["ok", "faint"],
  "heartbeat-lost": ["broken", "bad"],
  "disconnected": ["unknown", "doubt"],
  "refused": ["broken", "doubt"],
  "accept-failed": ["broken", "bad"],
  "asked": ["ok", "faint"],
  "stopped": ["unknown", "faint"],
};

/**
 * Renders an event of a server for a person, on one line: when, what, which
 * protocol, who, and why. The time of day is UTC.
 */
export function serveText(event: ServeEvent, style: Style): string {
  const [mark, colour] = MARKS[event.event];
  const what = `${sign(mark, style)} ${event.event.padEnd(WIDTHS.event)}`;
  const who = "connection" in event
    ? `#${event.connection} ${event.address}`
    : event.address;
  const line = [
    paint(timeOfDay(event.at), "faint", style),
    paint(what, colour, style),
    event.protocol.padEnd(WIDTHS.protocol),
    [who, wordsOf(event)].filter(Boolean).join("  "),
  ].join(" ");
  return plain(`${line}\n`, style);
}

function wordsOf(event: ServeEvent): string {
  switch (event.event) {
    case "message": {
      const { type, known, bytes: { length }, description } = event;
      const name = scrub(type || "message") + (known ? "" : " (unknown)");
      const words = description ?? messageText(event);
      const shown = words === undefined
        ? ""
        : `: ${scrub(words, MAX_SHOWN_LENGTH)}`;
      return `${name}, ${length} bytes${shown}`;
    }
    case "heartbeat-lost":
      return `${event.misses} beats missed`;
    case "disconnected": {
      const { reason, detail, connectedMs } = event;
      const why = DISCONNECT_REASONS[reason] + (detail ? `: ${detail}` : "");
      return `${why} (after ${formatDuration(connectedMs)})`;
    }
    case "refused":
      return REFUSED_REASONS[event.reason];
    case "accept-failed":
      return event.detail;
    default:
      return "";
  }
}
