import type { ClientMessageEvent, ServeEvent } from "../model/serve_event.ts";
import { asciiJson } from "./ascii_json.ts";
import { messageText } from "./serve_message.ts";

/**
 * Renders an event of a server as one line of JSON. Of a message it says the
 * size in bytes; what it holds stands in `value` as the client's own JSON, or
 * in `text`. Whatever is not ASCII is escaped: it reads back as the same, and
 * no terminal acts upon it.
 */
export function serveNdjson(event: ServeEvent): string {
  const json = event.event === "message"
    ? messageJson(event)
    : JSON.stringify(event);
  return asciiJson(json) + "\n";
}

function messageJson(event: ClientMessageEvent): string {
  const { bytes, ...rest } = event;
  const text = messageText(event);
  const facts = { ...rest, size: bytes.length };
  if (event.protocol !== "json") {
    return JSON.stringify(text === undefined ? facts : { ...facts, text });
  }
  // As it came: to parse it and write it anew would cost more, and could fail
  // on depth. Between the tokens alone may stand ends of lines.
  const value = new TextDecoder().decode(bytes).replace(/[\n\r\t]/g, " ");
  return `${JSON.stringify(facts).slice(0, -1)},"value":${value}}`;
}
