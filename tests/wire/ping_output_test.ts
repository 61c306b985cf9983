import { assert } from "@std/assert/assert";
import { assertEquals } from "@std/assert/equals";
import fc from "fast-check";
import {
  parsePingOutput,
  type PingOutput,
} from "../../src/wire/ping_output.ts";
import { asJson, captured, type CapturedRuns } from "./captured.ts";
import linux from "./fixtures/ping_linux.json" with { type: "json" };
import localised from "./fixtures/ping_linux_localised.json" with {
  type: "json",
};
import macos from "./fixtures/ping_macos.json" with { type: "json" };
import windows from "./fixtures/ping_windows.json" with { type: "json" };

/** Sent/received, who reported what, and the failure, in one line. */
function inShort(output: PingOutput): string {
  const { transmitted, received, reports, failure, mtuBytes } = output;
  return [
    `${transmitted ?? "?"}/${received}`,
    ...new Set(reports.map((report) => `${report.from}=${report.kind ?? "?"}`)),
    ...(mtuBytes === undefined ? [] : [`mtu=${mtuBytes}`]),
    ...(failure === undefined ? [] : [failure.kind, failure.code ?? "?"]),
    ...(output.canSend ? [] : ["kept"]),
  ].join(" ");
}

function assertInShort(
  runs: CapturedRuns,
  table: Readonly<Record<string, string>>,
): void {
  for (const [name, expected] of Object.entries(table)) {
    const output = parsePingOutput(captured(runs, name));
    assertEquals(inShort(output), expected, name);
  }
}

function rttsOf(output: PingOutput): (number | undefined)[] {
  return output.replies.map((reply) => reply.rttMs);
}

Deno.test("`parsePingOutput()` reads sequence, time and TTL of each reply", () => {
  const output = parsePingOutput(captured(linux, "loopback"));
  assertEquals(asJson(output), {
    transmitted: 2,
    received: 2,
    replies: [
      { sequence: 1, rttMs: 0.085, ttl: 64, from: "127.0.0.1" },
      { sequence: 2, rttMs: 0.04, ttl: 64, from: "127.0.0.1" },
    ],
    reports: [],
    canSend: true,
  });
  for (
    const [runs, name, from] of [
      [linux, "routed v6", "fd77:2::10"],
      [linux, "zone", "fe80::1cc8:90ff:feef:584d%eth0"],
      [linux, "busybox routed v6", "fd77:2::10"],
      [linux, "datagram socket", "10.77.2.10"],
      [macos, "answered v6", "fe80::1%en0"],
      [windows, "English answered v6", "fe80::1%12"],
      [windows, "by name", "192.0.2.1"],
    ] as const
  ) {
    const [reply] = parsePingOutput(captured(runs, name)).replies;
    assertEquals(reply?.from, from, name);
    assert(reply?.rttMs !== undefined, name);
  }
});

Deno.test("`parsePingOutput()` reads the same from iputils in every language", () => {
  for (
    const language of ["German", "French", "Japanese", "Chinese", "Korean"]
  ) {
    const output = parsePingOutput(captured(localised, `${language} answered`));
    assertEquals(rttsOf(output), [0.084, 12.5], language);
    assertInShort(localised, {
      [`${language} answered`]: "2/2",
      [`${language} unreachable`]: "1/0 192.0.2.7=?",
      [`${language} too long`]: "1/0 mtu=1500 send EMSGSIZE kept",
    });
  }
  assertInShort(localised, {
    "German no route": "?/0 send ? kept",
    "German local drop": "1/0 send ? kept",
    "Japanese redirect": "1/0",
  });
});

Deno.test("`parsePingOutput()` reads the same from Windows in every language", () => {
  for (
    const language of [
      "English",
      "German",
      "French",
      "Japanese",
      "Chinese",
      "Russian",
      "garbled",
    ]
  ) {
    const output = parsePingOutput(captured(windows, `${language} answered`));
    assertEquals(rttsOf(output), [1, 12], language);
    assertEquals(output.replies[0]?.ttl, 64, language);
    const kind = language === "English" ? "host-unreachable" : "?";
    assertInShort(windows, {
      [`${language} answered`]: "2/2",
      [`${language} unreachable`]: `2/0 192.0.2.7=${kind}`,
      [`${language} silent`]: "2/0",
      [`${language} answered v6`]: "2/1",
    });
  }
});

Deno.test("`parsePingOutput()` names the reporter of an ICMP error", () => {
  assertInShort(linux, {
    "silent": "1/0",
    "outstanding": "2/0",
    "own neighbour failure": "1/0 10.77.1.2=host-unreachable",
    "own neighbour failure v6": "1/0 fd77:1::2=host-unreachable",
    "router neighbour failure": "1/0 10.77.1.1=host-unreachable",
    "router no route": "1/0 10.77.1.1=net-unreachable",
    "router no route v6": "1/0 fd77:1::1=net-unreachable",
    "router prohibit route": "1/0 10.77.1.1=prohibited",
    "router prohibit route v6": "1/0 fd77:1::1=prohibited",
    "router reject icmp prot-unreachable": "1/0 10.77.1.1=protocol-unreachable",
    "router reject icmp port-unreachable": "1/0 10.77.1.1=port-unreachable",
    "router reject icmp net-prohibited": "1/0 10.77.1.1=prohibited",
    "router reject icmp host-prohibited": "1/0 10.77.1.1=prohibited",
    "router reject icmp admin-prohibited": "1/0 10.77.1.1=prohibited",
    "router reject icmpv6 policy-fail": "1/0 fd77:1::1=prohibited",
    "router reject icmpv6 reject-route": "1/0 fd77:1::1=prohibited",
    "router reject icmpv6 addr-unreachable": "1/0 fd77:1::1=host-unreachable",
    "hop limit": "1/0 10.77.1.1=ttl-exceeded",
    "hop limit v6": "1/0 fd77:1::1=ttl-exceeded",
    "redirect": "1/0",
  });
  assertInShort(macos, {
    "silent": "2/0",
    "host unreachable": "2/0 192.0.2.7=host-unreachable",
    "net unreachable": "2/0 192.0.2.7=net-unreachable",
    "port unreachable": "2/0 192.0.2.7=port-unreachable",
    "prohibited": "2/0 192.0.2.7=prohibited",
    "ttl exceeded": "2/0 192.0.2.7=ttl-exceeded",
    "redirect": "2/0",
    "unreachable v6": "1/0 2001:db8::1=net-unreachable",
  });
  assertInShort(windows, {
    "ttl expired": "1/0 192.0.2.7=ttl-exceeded",
    "fragmentation reported": "1/0 192.0.2.7=too-big",
  });
});

Deno.test("`parsePingOutput()` keeps the code when this host would not send", () => {
  assertInShort(linux, {
    "local reject": "1/0 10.77.1.2=port-unreachable send EPERM kept",
    "local reject v6": "1/0 fd77:1::2=port-unreachable send EPERM kept",
    "own unreachable route": "?/0 send EHOSTUNREACH kept",
    "own prohibit route": "?/0 send EACCES kept",
    "own prohibit route v6": "?/0 send EACCES kept",
    "own blackhole route": "?/0 send EINVAL kept",
    "no route": "?/0 send ENETUNREACH kept",
    "no route v6": "?/0 send ENETUNREACH kept",
    "interface down": "?/0 send ENETUNREACH kept",
    "busybox own prohibit route": "?/0 send EACCES kept",
    "busybox no route": "?/0 send ENETUNREACH kept",
    "busybox local drop": "?/0 send EPERM kept",
    "busybox local drop v6": "?/0 send EPERM kept",
  });
  assertInShort(macos, {
    "no route": "2/0 send EHOSTUNREACH kept",
    "neighbour silent": "2/0 send EHOSTDOWN kept",
    "message too long": "1/0 send EMSGSIZE kept",
  });
  assertInShort(windows, {
    "no route": "1/0 send ? kept",
    "German no route": "1/0 send ? kept",
    "own stack unreachable": "1/0 send EHOSTUNREACH kept",
    "fragmentation needed": "1/0 send EMSGSIZE kept",
  });
});

Deno.test("`parsePingOutput()` takes silence for silence when nothing is said", () => {
  // iputils 20221126 swallows the EPERM of a local rule that drops.
  assertInShort(linux, {
    "local drop": "1/0",
    "local drop v6": "1/0",
    "carrier lost": "1/0",
    "busybox own neighbour failure": "1/0",
    "busybox router no route": "1/0",
  });
});

Deno.test("`parsePingOutput()` keeps the smallest MTU when packets are too big", () => {
  assertInShort(linux, {
    "fragmentation needed": "2/0 10.77.1.1=too-big mtu=1280 send EMSGSIZE",
    "packet too big": "2/0 fd77:1::1=too-big mtu=1280 send EMSGSIZE",
    "local message too long": "1/0 mtu=1500 send EMSGSIZE kept",
    "local message too long v6": "1/0 mtu=1500 send EMSGSIZE kept",
  });
  assertInShort(macos, {
    "fragmentation needed": "2/0 192.0.2.7=too-big mtu=1280",
    "too big v6": "1/0 2001:db8::1=too-big mtu=1280",
  });
});

Deno.test("`parsePingOutput()` tells a complaint about the call from silence", () => {
  assertInShort(linux, {
    "unknown option": "?/0 usage ? kept",
    "bad option value": "?/0 usage ? kept",
    "busybox unknown option": "?/0 usage ? kept",
    "no capability": "?/0 not-permitted ? kept",
    "busybox no capability": "?/0 not-permitted ? kept",
    "unknown zone": "?/0 name ? kept",
  });
  assertInShort(macos, {
    "unknown option": "?/0 usage ? kept",
    "unknown host": "?/0 name ? kept",
  });
  assertInShort(windows, {
    "unknown option": "?/0 usage ? kept",
    "German unknown option": "?/0 usage ? kept",
    "host not found": "?/0 other ? kept",
  });
});

Deno.test("`parsePingOutput()` counts a second reply to one request once", () => {
  for (const [runs, received] of [[linux, 2], [macos, 1]] as const) {
    const output = parsePingOutput(captured(runs, "duplicates"));
    assertEquals(output.received, received);
    assertEquals(output.replies.length, received + 1);
  }
});

Deno.test("`parsePingOutput()` counts replies itself when there is no sum", () => {
  const whole = captured(linux, "routed");
  const stdout = whole.stdout.split("\n").slice(0, 4).join("\n");
  // The last line is torn: it lacks its end.
  const output = parsePingOutput({ exitCode: null, stdout, stderr: "" });
  assertEquals(inShort(output), "?/2");
});

Deno.test("`parsePingOutput()` calls it a failure when a program fails mutely", () => {
  const mute = parsePingOutput({ exitCode: 2, stdout: "", stderr: "" });
  assertEquals(inShort(mute), "?/0 other ? kept");
  const ended = parsePingOutput({ exitCode: null, stdout: "", stderr: "" });
  assertEquals(inShort(ended), "?/0");
});

Deno.test("`parsePingOutput()` never throws whatever it is given", () => {
  const exitCode = fc.option(fc.nat(255));
  const text = fc.string({ unit: "binary", maxLength: 500 });
  fc.assert(fc.property(exitCode, text, text, (code, stdout, stderr) => {
    parsePingOutput({ exitCode: code, stdout, stderr });
  }));
});

Deno.test("`parsePingOutput()` never makes an answer of a torn one", () => {
  const all: [CapturedRuns, string][] = [linux, localised, macos, windows]
    .flatMap((runs: CapturedRuns) =>
      Object.keys(runs.cases).map((name): [CapturedRuns, string] => [
        runs,
        name,
      ])
    );
  fc.assert(
    fc.property(fc.constantFrom(...all), fc.nat(), ([runs, name], cut) => {
      const whole = captured(runs, name);
      const stdout = whole.stdout.slice(0, cut % (whole.stdout.length + 1));
      const torn = parsePingOutput({ ...whole, stdout });
      const output = parsePingOutput(whole);
      assert(torn.replies.length <= output.replies.length);
      assert(torn.received <= output.received);
      assert(torn.reports.length <= output.reports.length);
    }),
    { numRuns: 500 },
  );
});
