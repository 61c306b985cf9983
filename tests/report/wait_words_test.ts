import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { classify } from "../../src/core/classify/classify.ts";
import { waitWords } from "../../src/report/wait_words.ts";
import { SCENARIOS } from "../scenarios/before_connect/index.ts";
import { diagnosis, seen, verdict } from "./samples.ts";
import { waitedTarget } from "./wait_samples.ts";

/** What is said of faults that were seen in real networks. */
const WORDS: readonly (readonly [scenario: string, words: string])[] = [
  ["client-cable", "this machine's cable is unplugged"],
  ["client-interface-disabled", "this machine's network is down"],
  ["family-neither-served", "port refused on 10.77.2.20 and fd77:2::20"],
  ["gateway-cable", "the gateway does not answer"],
  ["name-missing", "no DNS record yet"],
  ["name-without-address", "no address in its DNS record yet"],
  ["names-servfail", "the name server fails"],
  ["names-stopped", "the name server is not running"],
  ["observer-without-net", "needs --allow-net=10.77.2.20:8080"],
  ["path-cut", "nothing beyond the gateway answers"],
  ["proxy-auth", "the proxy demands other credentials"],
  ["proxy-cable-warm", "the proxy: no answer from 10.77.1.3"],
  ["proxy-hung", "the proxy: accepts, does not answer"],
  ["proxy-stopped", "the proxy: port refused on 10.77.1.3"],
  ["server-cable-squid", "no answer through the proxy"],
  ["server-closes", "accepts, closes the connection"],
  ["server-firewall-drops", "no answer from 10.77.2.20"],
  ["server-hung", "accepts, does not answer"],
  ["server-stopped", "port refused on 10.77.2.20"],
  ["server-stopped-squid", "port refused, says the proxy"],
  ["tls-expired", "TLS fails: the certificate has expired"],
];

/** What is said of a scenario. */
function wordsOf(name: string): string {
  const observations = SCENARIOS.find((one) => one.name === name)?.observations;
  assert(observations !== undefined, name);
  return waitWords(waitedTarget({
    diagnosis: diagnosis({ observations, verdict: classify(observations) }),
  }));
}

for (const [name, words] of WORDS) {
  Deno.test(`\`waitWords()\` says ${JSON.stringify(words)} when ${name}`, () => {
    assertEquals(wordsOf(name), words);
  });
}

Deno.test("`waitWords()` names no cause that is not certain", () => {
  for (const { name, observations } of SCENARIOS) {
    const found = classify(observations);
    if (found === null || found.certain) continue;
    const said = wordsOf(name);
    assert(!/unplugged|is down|a firewall|full-size/.test(said), said);
  }
});

Deno.test("`waitWords()` counts how often a target has to work", () => {
  const healthy = diagnosis({ verdict: null });
  const some = waitedTarget({ streak: 2, stable: 3, diagnosis: healthy });
  assertEquals(waitWords(some), "healthy 2 of 3 times in a row");
  const all = { ...some, streak: 3, ready: true };
  assertEquals(waitWords(all), "healthy");
});

Deno.test("`waitWords()` names the flaw of a target that works", () => {
  const flawed = diagnosis({
    verdict: verdict({ mode: "degraded", segment: "session" }),
  });
  const ready = waitedTarget({ ready: true, streak: 1, diagnosis: flawed });
  assertEquals(waitWords(ready), "works [degraded]");
});

Deno.test("`waitWords()` says so when nothing is known yet", () => {
  assertEquals(waitWords(waitedTarget()), "no answer yet");
});

Deno.test("`waitWords()` says nothing that a terminal acts upon", () => {
  const hostile = "10.0.0.1\x1b[2J\r\n";
  const observations = [
    seen("server", hostile, "refused", { address: hostile }),
  ];
  const found = verdict({
    mode: "server-stopped",
    segment: "server",
    evidence: [0],
  });
  const said = waitWords(waitedTarget({
    diagnosis: diagnosis({ observations, verdict: found }),
  }));
  assertEquals(said, "port refused on 10.0.0.1\\x1b[2J\\r\\n");
});

Deno.test("`waitWords()` names all candidates when nothing else was seen", () => {
  const open = verdict({
    mode: "server-hung",
    segment: "server",
    candidates: ["server-hung", "path-broken"],
  });
  const said = waitWords(
    waitedTarget({ diagnosis: diagnosis({ verdict: open }) }),
  );
  assertEquals(said, "one of server-hung, path-broken");
});
