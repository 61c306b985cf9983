import type { ClientMessageEvent } from "../model/serve_event.ts";
import { decodeQtRecord } from "../wire/heartbeat/qt_record.ts";
import { decodeQtString } from "../wire/heartbeat/qt_string.ts";

/** Most bytes of a text that is shown whole: a page of prose, many times. */
const MAX_TEXT_BYTES = 65_536;

/** The type of a `qt` record that carries a serialized string. */
const QT_TEXT = "1";

/** The text that a message carries; `undefined` where it is none, or long. */
export function messageText(event: ClientMessageEvent): string | undefined {
  const { protocol, type, bytes } = event;
  if (bytes.length > MAX_TEXT_BYTES) return undefined;
  if (protocol !== "qt") return new TextDecoder().decode(bytes);
  if (type !== QT_TEXT) return undefined;
  const carried = decodeQtRecord(bytes)?.bytes;
  return carried ? decodeQtString(carried, 0)?.value ?? undefined : undefined;
}
