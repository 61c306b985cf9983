import { assertEquals } from "@std/assert/equals";
import { ContrastWay } from "../../src/app/contrast_way.ts";
import type { Way } from "../../src/app/way.ts";

const FOUR: Way = {
  address: "192.0.2.1",
  loopback: false,
  gateway: "198.51.100.1",
  interface: "eth0",
};
const SIX: Way = {
  address: "2001:db8::1",
  loopback: false,
  gateway: "fe80::1",
  interface: "eth0",
};

/** A choice among these addresses, in their order. */
function choiceOf(...ways: readonly Way[]): ContrastWay {
  const contrast = new ContrastWay();
  for (const { address } of ways) contrast.expect(address);
  return contrast;
}

Deno.test("`learn()` waits for the first address when a later one's way is known sooner", () => {
  const contrast = choiceOf(FOUR, SIX);
  assertEquals(contrast.learn(SIX), undefined);
  assertEquals(contrast.learn(FOUR), FOUR);
});

Deno.test("`learn()` chooses once", () => {
  const contrast = choiceOf(FOUR, SIX);
  assertEquals(contrast.learn(FOUR), FOUR);
  assertEquals(contrast.learn(SIX), undefined);
});

Deno.test("`learn()` chooses a later address when no route leads to the first", () => {
  const contrast = choiceOf(FOUR, SIX);
  const unrouted: Way = { address: FOUR.address, loopback: false };
  assertEquals(contrast.learn(unrouted), undefined);
  assertEquals(contrast.learn(SIX), SIX);
});

Deno.test("`learn()` chooses the first address when no route leads to any", () => {
  const unrouted = [FOUR, SIX].map(({ address }): Way => ({
    address,
    loopback: false,
  }));
  const contrast = choiceOf(...unrouted);
  const chosen = unrouted.map((way) => contrast.learn(way));
  assertEquals(chosen, [undefined, unrouted[0]]);
});

Deno.test("`learn()` passes over an address of this host", () => {
  const own: Way = { address: "127.0.0.1", loopback: true };
  const contrast = choiceOf(own, SIX);
  assertEquals(contrast.learn(own), undefined);
  assertEquals(contrast.learn(SIX), SIX);
  assertEquals(choiceOf(own).learn(own), undefined);
});
