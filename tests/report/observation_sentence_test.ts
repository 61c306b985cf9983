import { assertEquals } from "@std/assert/equals";
import { assert } from "@std/assert/assert";
import * as fc from "fast-check";
import { type Outcome, OUTCOMES } from "../../src/model/observation.ts";
import { observationSentence } from "../../src/report/observation_sentence.ts";
import { HOSTILE, seen } from "./samples.ts";

Deno.test("`observationSentence()` says an error's code once", () => {
  const refused = seen("server", "a:1", "refused", {
    code: "ECONNREFUSED",
    errorName: "ConnectionRefused",
    message: "Connection refused (os error 111)",
  });
  assertEquals(
    observationSentence(refused),
    "a:1: the connection was refused (ECONNREFUSED)",
  );
});

Deno.test("`observationSentence()` puts facts behind the words", () => {
  const denied = seen("proxy", "p:3128", "denied", {
    status: 403,
    software: "squid/6.1",
    code: "ERR_ACCESS_DENIED",
  });
  assertEquals(
    observationSentence(denied),
    "p:3128: the proxy's rules refuse this destination " +
      "(status 403; squid/6.1; ERR_ACCESS_DENIED)",
  );
  const missing = seen("resolver", "10.0.0.53:53", "name-not-found", {
    name: "web.example",
    rttMs: 3,
  });
  assertEquals(
    observationSentence(missing),
    "10.0.0.53:53: the name does not exist (NXDOMAIN; web.example)",
  );
});

Deno.test("`observationSentence()` leaves counters and sizes to the JSON", () => {
  const open = seen("server", "a:1", "not-filtered", {
    code: "ECONNREFUSED",
    counters: { TcpActiveOpens: 1 },
  });
  assertEquals(
    observationSentence(open),
    "a:1: the counters show no filter at work",
  );
  const link = seen("link", "eth0", "carrier", {
    interface: "eth0",
    mtuBytes: 1500,
  });
  assertEquals(
    observationSentence(link),
    "eth0: the egress interface is enabled and has carrier",
  );
});

Deno.test("`observationSentence()` shows what decides a route", () => {
  const detail = {
    interface: "eth0",
    gateway: "10.0.0.1",
    routeType: "unicast",
  };
  assertEquals(
    observationSentence(seen("network", "10.9.2.10", "routed", detail)),
    "10.9.2.10: there is a route to the destination (via 10.0.0.1; on eth0)",
  );
  const blackhole = seen("network", "10.9.2.10", "policy-route", {
    routeType: "blackhole",
  });
  assertEquals(
    observationSentence(blackhole),
    "10.9.2.10: a route of type unreachable, prohibit or blackhole matches " +
      "(type blackhole)",
  );
});

Deno.test("`observationSentence()` repeats nothing that was said before", () => {
  const mismatch = seen("session", "a:1", "mismatch", {
    firstBytes: "SSH-2.0",
    message: "The peer speaks SSH",
  });
  const said = "The peer speaks SSH. Its first bytes: SSH-2.0";
  assertEquals(
    observationSentence(mismatch, said),
    "a:1: the peer speaks another protocol",
  );
});

Deno.test("`observationSentence()` of any outcome is one printable line", () => {
  const outcomes = fc.constantFrom(...Object.keys(OUTCOMES) as Outcome[]);
  const words = fc.oneof(fc.string({ unit: "binary" }), fc.constant(HOSTILE));
  fc.assert(
    fc.property(outcomes, words, (outcome, text) => {
      const sentence = observationSentence(seen("server", text, outcome, {
        message: text,
        software: text,
        firstBytes: text,
        location: text,
        names: text,
        name: text,
        code: text,
        rcode: text,
      }));
      assert(!/[\p{C}\p{Zl}\p{Zp}]/u.test(sentence), sentence);
      assert(sentence.length < 1000);
    }),
  );
});
