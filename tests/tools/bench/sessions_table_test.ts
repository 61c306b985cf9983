import { assertEquals } from "@std/assert/equals";
import { sessionsTable } from "../../../tools/bench/sessions_table.ts";

const OURS = { name: "Faultline", cpuUs: 90, memoryKib: 60, wholeKib: 102_400 };
const NODE = { name: "Node", cpuUs: 30, memoryKib: 20, wholeKib: 51_200 };

Deno.test("`sessionsTable()` tells how many times Node's a cost is", () => {
  const [, , ours, node] = sessionsTable("holds", [OURS, NODE]).split("\n");
  assertEquals(
    ours,
    "| Faultline | 90 µs/s | 3.00 | 60.0 KiB | 3.00 | 100 MiB |",
  );
  assertEquals(node, "| Node | 30 µs/s | 1.00 | 20.0 KiB | 1.00 | 50 MiB |");
});

Deno.test("`sessionsTable()` tells no ratio where Node is missing", () => {
  const [, , ours] = sessionsTable("holds", [OURS]).split("\n");
  assertEquals(ours, "| Faultline | 90 µs/s | – | 60.0 KiB | – | 100 MiB |");
});
