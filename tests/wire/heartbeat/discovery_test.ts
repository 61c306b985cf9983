import { assertEquals } from "@std/assert/equals";
import { assertNotEquals } from "@std/assert/not-equals";
import fc from "fast-check";
import {
  answerDiscovery,
  DISCOVERY_PORT,
  encodeDiscoveryQuery,
  isDiscoveryAnswer,
} from "../../../src/wire/heartbeat/discovery.ts";
import { bytesOf, hex } from "./portions.ts";

const ANSWER = hex("75 64 70 20 72 65 73 70 6f 6e 73 65 64");

Deno.test("`answerDiscovery()` answers any datagram alike", () => {
  assertEquals(DISCOVERY_PORT, 5555);
  assertEquals(answerDiscovery(encodeDiscoveryQuery()), ANSWER);
  fc.assert(fc.property(fc.uint8Array(), (datagram) => {
    assertEquals(answerDiscovery(datagram), ANSWER);
    assertEquals(isDiscoveryAnswer(datagram), false);
  }));
});

Deno.test("`answerDiscovery()` does not answer an answer", () => {
  assertEquals(answerDiscovery(ANSWER), undefined);
});

Deno.test("`isDiscoveryAnswer()` knows the answer and nothing else", () => {
  assertEquals(isDiscoveryAnswer(ANSWER), true);
  for (const text of ["", "udp response", "udp responsed\n", "UDP RESPONSED"]) {
    assertEquals(isDiscoveryAnswer(bytesOf(text)), false);
  }
});

Deno.test("`encodeDiscoveryQuery()` is not empty and no answer", () => {
  assertNotEquals(encodeDiscoveryQuery().length, 0);
  assertEquals(isDiscoveryAnswer(encodeDiscoveryQuery()), false);
});
