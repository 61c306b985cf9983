import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import { assertThrows } from "@std/assert/throws";
import { CheckFileError } from "../../../src/wire/check_file/check_file_error.ts";
import { readCheckFile } from "../../../src/wire/check_file/read_check_file.ts";

const VARIABLES: Readonly<Record<string, string>> = {
  HOST: "db.example",
  EMPTY: "",
  TRICKY: "x:1\n  - name: more",
};

function read(text: string, given = {}) {
  return readCheckFile(text, {
    name: "checks.yaml",
    variables: (name) => VARIABLES[name],
    given,
  });
}

const WHOLE = `
proxies:
  corp: http://joe:secret@10.9.1.5:3128
defaults:
  proxy: corp
  timeout: 1s
  labels: {team: web, tier: 1}
targets:
  - tcp://\${HOST}:7000
  - name: page
    target: http://\${HOST}:\${PORT:-8080}/health
    proxy: none
    references: [10.9.1.9]
    nameServers: ["10.9.1.53:5353"]
    timeout: 250ms
    expect: server-stopped
    maxLatency: 80ms
    labels: {tier: 2}
`;

Deno.test("`readCheckFile()` reads targets with what holds for all put in", () => {
  const [usual, page] = read(WHOLE);
  const target = usual?.target;
  assert(typeof target === "object");
  assertEquals(target.url, "tcp://db.example:7000");
  const proxy = usual?.proxy;
  assert(typeof proxy === "object" && proxy !== null);
  assertEquals(proxy.url, "http://10.9.1.5:3128");
  assertEquals(proxy.credentials?.password, "secret");
  assertEquals(usual?.timeoutMs, 1000);
  assertEquals(usual?.labels, { team: "web", tier: "1" });
  assertEquals({ ...page, target: undefined }, {
    name: "page",
    target: undefined,
    proxy: null,
    references: ["10.9.1.9"],
    nameServers: ["10.9.1.53:5353"],
    timeoutMs: 250,
    expect: "server-stopped",
    maxLatencyMs: 80,
    labels: { team: "web", tier: "2" },
  });
});

Deno.test("`readCheckFile()` reads JSON, tabs and all", () => {
  const json = '{"$schema": "x",\n\t"targets": [\n\t\t"a:1"]}';
  assertEquals(read(json).length, 1);
});

Deno.test("`readCheckFile()` lets the command line win over defaults, not over targets", () => {
  const [usual, page] = read(WHOLE, { timeoutMs: 3000 });
  assertEquals([usual?.timeoutMs, page?.timeoutMs], [3000, 250]);
});

/** What is wrong with a file, and the message without its name. */
const PROBLEMS: Readonly<Record<string, string>> = {
  "": ": it is empty; expected targets",
  "# nothing\n": ": it is empty; expected targets",
  "- a:1": ':1: expected the keys targets, defaults, proxies, got ["a:1"]',
  "targets: [": ":2: no YAML: unexpected end of the stream within a flow " +
    "collection",
  "targets: [a:1]\ntargets: [b:2]": ":2: no YAML: duplicated mapping key",
  "targets: !!js/function x": ":1: no YAML: unknown tag " +
    "!<tag:yaml.org,2002:js/function>",
  "{}": ":1: targets: missing; expected a list of targets",
  "targets: []": ":1: targets: expected at least one target, got []",
  "targets:\n  - a:1\n  - 3": ":3: targets[1]: expected a target such as " +
    "tcp://host:7000, got 3",
  "targets:\n  - name: a": ":2: targets[0].target: missing; expected a " +
    "target such as tcp://host:7000",
  "targets:\n  - target: a:1\n    timeout: 2 seconds":
    ':3: targets[0].timeout: expected a duration such as 2s, got "2 seconds"',
  "targets:\n  - target: a:1\n    timeout: 1h":
    ":3: targets[0].timeout: Cannot use timeout outside 10ms to 10m: " +
    'current value is "1h"',
  "targets:\n  - {target: a:1, tiemout: 2s}":
    ":2: targets[0].tiemout: unknown key; did you mean timeout?",
  "defaults: {}\ntarget: [a:1]":
    ":2: target: unknown key; did you mean targets? (and 1 more)",
  "targets:\n  - {name: a, traget: 'b:1'}":
    ":2: targets[0].traget: unknown key; did you mean target?",
  "targets: [a:1]\nproxys: {}":
    ":2: proxys: unknown key; did you mean proxies?",
  "targets:\n  - target: a:1\n    expect: server-stoped":
    ":3: targets[0].expect: expected healthy or a failure mode, got " +
    '"server-stoped"; did you mean server-stopped?',
  "targets:\n  - a:1\n  - a:99999":
    ':3: targets[1]: Cannot use port outside 1 to 65535: current value is "99999"',
  "targets:\n  - target: a:1\n    proxy: corp":
    ":3: targets[0].proxy: expected a proxy such as http://host:3128, or " +
    'one of none, got "corp"',
  "targets: [a:1]\nproxies:\n  corp: nope":
    ":3: proxies.corp: Cannot read proxy as " +
    'http://[user:password@]host:port or socks5://…: current value is "nope"',
  "targets:\n  - target: a:1\n    references: [-x]":
    ":3: targets[0].references[0]: Cannot use host as an address or a name: " +
    'current value is "-x"',
  "targets:\n  - {name: x, target: a:1}\n  - {name: x, target: b:2}":
    ':3: targets[1].name: targets[0] has the name "x" too',
  "targets:\n  - ${NOPE}:1": ":2: targets[0]: the variable NOPE is not set",
  "targets:\n  - ${1}:1":
    ":2: targets[0]: expected ${NAME} or ${NAME:-default} after $",
  "targets:\n  - http://u:p/w@h:1": ":2: targets[0]: cannot be read with / ? " +
    "or # before an @: in a user name or password write them as %2F, %3F and " +
    "%23",
  "targets: &all [*all]": `:1: targets${"[0]".repeat(16)}: is nested too ` +
    "deeply, or an alias of itself",
};

for (const [text, problem] of Object.entries(PROBLEMS)) {
  Deno.test(`\`readCheckFile()\` names place and reason in ${JSON.stringify(text)}`, () => {
    assertThrows(() => read(text), CheckFileError, `checks.yaml${problem}`);
  });
}

Deno.test("`readCheckFile()` speaks of JSON where the file is called so", () => {
  assertThrows(
    () =>
      readCheckFile('{"targets": [', {
        name: "checks.json",
        variables: () => undefined,
        given: {},
      }),
    CheckFileError,
    "checks.json:2: no JSON: unexpected end",
  );
});

Deno.test("`readCheckFile()` ends a file whose aliases stand for ever more", () => {
  const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"];
  for (let level = 1; level < 9; level++) {
    const alias = `*a${level - 1}`;
    const list = Array(10).fill(alias).join(", ");
    lines.push(`a${level}: &a${level} [${list}]`);
  }
  assertThrows(
    () => read(lines.join("\n")),
    CheckFileError,
    "has too many values, or aliases of them",
  );
});

Deno.test("`readCheckFile()` ends a file that is nested without end", () => {
  assertThrows(() => read("[".repeat(1_000_000)), CheckFileError, "no YAML");
});

Deno.test("`readCheckFile()` takes a variable for text, whatever it holds", () => {
  const [target] = read("targets:\n  - {name: '${TRICKY}', target: a:1}");
  assertEquals(target?.name, VARIABLES.TRICKY);
});

Deno.test("`readCheckFile()` keeps a password that is no URL out of its message", () => {
  // Longer than what a message quotes: the end of a quoted text is cut off.
  const host = "h".repeat(60);
  for (
    const text of [
      "targets:\n  - http://joe:se/cret@h:1",
      `targets: https://joe:secret@${host}:1/health`,
      `targets:\n  - {target: a:1, proxy: joe:secret@${host}:1}`,
      `targets:\n  - {target: a:1, timeout: [joe:secret@${host}:1]}`,
    ]
  ) {
    const { message } = assertThrows(() => read(text), CheckFileError);
    assert(!/se\/?cret/.test(message), message);
  }
});

Deno.test("`readCheckFile()` takes a limit of the order of a local answer", () => {
  const target = (limit: string) =>
    read(`targets:\n  - {target: a:1, maxLatency: ${limit}}`);
  assertEquals(target("500ms")[0]?.maxLatencyMs, 500);
  assertEquals(target("0.5ms")[0]?.maxLatencyMs, 0.5);
  assertThrows(() => target("0ms"), CheckFileError, "maxLatency outside 0.1ms");
});
