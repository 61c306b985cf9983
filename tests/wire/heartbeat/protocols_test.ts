import { assertEquals } from "@std/assert/equals";
import { assertThrows } from "@std/assert/throws";
import fc from "fast-check";
import {
  parseTarget,
  TARGET_SCHEMES,
  type TargetScheme,
} from "../../../src/model/target.ts";
import {
  clientProtocol,
  SERVER_PROTOCOL_NAMES,
  serverProtocol,
} from "../../../src/wire/heartbeat/protocols.ts";
import { bytesOf, joined, outcomeOf } from "./portions.ts";

const SCHEMES = Object.keys(TARGET_SCHEMES) as TargetScheme[];

function targetOf(scheme: TargetScheme) {
  return parseTarget(`${scheme}://[::1]:9`);
}

Deno.test("`clientProtocol()` knows every scheme", () => {
  const names = SCHEMES.map((scheme) => clientProtocol(targetOf(scheme)).name);
  assertEquals(names, [
    ...["tcp", "tcp", "text", "json", "qt", "ws", "ws"],
    ...["http", "http", "redis", "redis"],
  ]);
});

Deno.test("`clientProtocol()` gives each client of a beat its bytes", () => {
  for (const scheme of SCHEMES) {
    const client = clientProtocol(targetOf(scheme));
    assertEquals(client.beat() !== undefined, client.beatsFrom === "client");
    // Nobody who writes into the bytes of one beat changes the next.
    client.beat()?.fill(0);
    assertEquals(client.beat()?.every((byte) => byte === 0) ?? false, false);
  }
});

Deno.test("`clientProtocol()` takes a heartbeat of the user's own", () => {
  const custom = { send: bytesOf("version\r\n"), expect: bytesOf("VERSION") };
  for (const scheme of SCHEMES) {
    if (scheme === "tcp" || scheme === "tls") {
      const client = clientProtocol(targetOf(scheme), { custom });
      assertEquals([client.name, client.beat()], ["custom", custom.send]);
    } else {
      assertThrows(
        () => clientProtocol(targetOf(scheme), { custom }),
        RangeError,
        `but with a tcp or tls target: current value is ${scheme}`,
      );
    }
  }
});

Deno.test("`clientProtocol()` hands the options on", () => {
  const head = clientProtocol(targetOf("https"), { method: "OPTIONS" }).beat();
  assertEquals(head?.slice(0, 7), bytesOf("OPTIONS"));
  for (const scheme of ["json", "qt"] as const) {
    assertThrows(
      () => clientProtocol(targetOf(scheme), { maxMessageBytes: 0 }),
      RangeError,
    );
    assertThrows(
      () => serverProtocol(scheme, { maxMessageBytes: 0 }),
      RangeError,
    );
  }
});

Deno.test("`clientProtocol()` promises nothing of a plain server", () => {
  const client = clientProtocol(targetOf("tcp"));
  assertEquals(client.beatsFrom, "nobody");
  assertEquals(client.reader().push(bytesOf("220 mail\r\n")), []);
});

Deno.test("`serverProtocol()` knows every name", () => {
  assertEquals(SERVER_PROTOCOL_NAMES, ["text", "json", "ws", "qt"]);
  for (const name of SERVER_PROTOCOL_NAMES) {
    assertEquals(serverProtocol(name).name, name);
    assertEquals(serverProtocol(name).port, TARGET_SCHEMES[name]);
  }
});

Deno.test("`serverProtocol()` and `clientProtocol()` keep each other alive", () => {
  for (const name of SERVER_PROTOCOL_NAMES) {
    const server = serverProtocol(name);
    const client = clientProtocol(targetOf(name));
    assertEquals(client.beatsFrom, server.beatsFrom);
    assertEquals(client.greets, server.greeting() !== undefined);
    assertEquals(client.intervalMs, server.intervalMs);
    assertEquals(client.unit, server.unit);
    const atClient = client.reader();
    const atServer = server.reader();
    const none = new Uint8Array();
    if (client.greets) {
      const greeting = atClient.push(server.greeting() ?? none);
      assertEquals(greeting, [{ kind: "greeting" }]);
    }
    const [asks, answers, atAsked, atAsker] = client.beatsFrom === "client"
      ? [client, server, atServer, atClient]
      : [server, client, atClient, atServer];
    for (let i = 0; i < 3; i++) {
      assertEquals(atAsked.push(asks.beat() ?? none), [{ kind: "beat" }]);
      assertEquals(atAsker.push(answers.answer() ?? none), [
        { kind: "answer" },
      ]);
    }
  }
});

Deno.test("`clientProtocol()` and `serverProtocol()` survive any bytes", () => {
  const makers = [
    ...SCHEMES.map((scheme) => clientProtocol(targetOf(scheme))),
    ...SERVER_PROTOCOL_NAMES.map((name) => serverProtocol(name)),
  ];
  const known = makers.flatMap((maker) =>
    ("greeting" in maker ? [maker.greeting()] : [])
      .concat(maker.beat(), maker.answer())
      .filter((bytes) => bytes !== undefined)
  );
  const piece = fc.oneof(
    fc.constantFrom(...known),
    fc.uint8Array({ maxLength: 30 }),
  );
  const streams = fc.array(piece, { maxLength: 8 }).map(joined);
  fc.assert(
    fc.property(fc.constantFrom(...makers), streams, (maker, bytes) => {
      const { messages } = outcomeOf(maker.reader(), bytes);
      assertEquals(messages.length <= bytes.length + 1, true);
    }),
    { numRuns: 1000 },
  );
});
