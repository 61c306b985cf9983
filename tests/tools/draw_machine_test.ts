import { assertEquals } from "@std/assert/equals";
import { drawMachine } from "../../tools/draw_machine.ts";

Deno.test("`drawMachine()` draws moves, and stays that record a cause", () => {
  const drawing = drawMachine({
    "idle": { "start": [{ to: "connecting" }] },
    "connecting": {
      "connected": [{ to: "online" }],
      "answered": [{ when: "session-open", to: "online" }],
      "cleared": [{ to: "ignored" }],
    },
    "online": { "answered": [{ to: "same" }] },
    "suspect": {},
    "offline": { "verdict": [{ to: "same", cause: "refined" }] },
    "stopped": {},
  });
  assertEquals(drawing.split("\n"), [
    "```mermaid",
    "stateDiagram-v2",
    "  [*] --> idle",
    "  idle --> connecting: start",
    "  connecting --> online: connected<br/>answered [session-open]",
    "  offline --> offline: verdict",
    "  stopped --> [*]",
    "```",
  ]);
});
