import { assertEquals } from "@std/assert/equals";
import { assertThrows } from "@std/assert/throws";
import { drawMachine, insertDrawing } from "../../tools/draw_machine.ts";

Deno.test("drawMachine() draws moves, and stays that record a cause", () => {
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

Deno.test("insertDrawing() replaces what stands between the markers", () => {
  const page = "a\n<!-- machine:begin -->\nold\n<!-- machine:end -->\nb\n";
  const drawn = insertDrawing(page, "new");
  assertEquals(
    drawn,
    "a\n<!-- machine:begin -->\n\nnew\n\n<!-- machine:end -->\nb\n",
  );
  assertEquals(insertDrawing(drawn, "new"), drawn);
});

Deno.test("insertDrawing() throws when a marker is missing", () => {
  for (
    const page of [
      "",
      "<!-- machine:begin -->",
      "<!-- machine:end --><!-- machine:begin -->",
    ]
  ) {
    assertThrows(() => insertDrawing(page, ""), SyntaxError, "must have");
  }
});
