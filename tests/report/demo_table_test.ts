import { assertEquals } from "@std/assert/equals";
import {
  demoHeading,
  type DemoRow,
  demoRow,
  demoSummary,
} from "../../src/report/demo_table.ts";
import { PLAIN_STYLE } from "../../src/report/style.ts";

const RIGHT: DemoRow = {
  protocol: "text",
  fault: "the server is stopped",
  mode: "server-stopped",
  namedMs: 12.4,
  limitMs: 200,
  backMs: 409,
  wrong: [],
};

Deno.test("`demoRow()` stands below its heading", () => {
  assertEquals(
    demoHeading(PLAIN_STYLE) + demoRow(RIGHT, PLAIN_STYLE),
    "       NAMED  LIMIT   BACK  SPOKEN  VERDICT              FAULT\n" +
      "right   12ms  200ms  409ms  text    server-stopped       " +
      "the server is stopped\n",
  );
});

Deno.test("`demoRow()` says what is wrong", () => {
  const { namedMs: _namedMs, backMs: _backMs, ...rest } = RIGHT;
  const row = { ...rest, mode: null, wrong: ["expected server-stopped"] };
  assertEquals(
    demoRow(row, PLAIN_STYLE),
    "WRONG         200ms         text    nothing              " +
      "the server is stopped\n" +
      "       expected server-stopped\n",
  );
});

Deno.test("`demoRow()` says what else is to be said", () => {
  const row = { ...RIGHT, remarks: ["played again"] };
  assertEquals(
    demoRow(row, PLAIN_STYLE),
    demoRow(RIGHT, PLAIN_STYLE) + "       played again\n",
  );
});

Deno.test("`demoRow()` calls a step without a fault healthy", () => {
  const row = {
    protocol: "tcp",
    fault: "none",
    mode: null,
    namedMs: 51,
    wrong: [],
  };
  assertEquals(
    demoRow(row, PLAIN_STYLE),
    "right   51ms                tcp     healthy              none\n",
  );
});

Deno.test("`demoSummary()` counts the rows that are right", () => {
  const wrong = { ...RIGHT, wrong: ["expected server-hung"] };
  assertEquals(
    demoSummary([RIGHT, wrong, RIGHT], PLAIN_STYLE),
    "\n2 of 3 right: names and times\n",
  );
});
