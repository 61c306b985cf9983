import { assertEquals } from "@std/assert/equals";
import fc from "fast-check";
import {
  type NetworkChange,
  parseIpMonitorLine,
} from "../../src/wire/ip_monitor.ts";

/** As iproute2 6.1 prints them on Linux 6.18. */
const LINES: readonly (readonly [string, NetworkChange | undefined])[] = [
  [
    "3: eth0@p0: <NO-CARRIER,BROADCAST,MULTICAST,UP,M-DOWN> mtu 1500 qdisc " +
    "noqueue state LOWERLAYERDOWN group default \\    link/ether ae:f0:da",
    { kind: "lost", what: "link", device: "eth0" },
  ],
  [
    "3: eth0@p0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue " +
    "state UP group default \\    link/ether ae:f0:da:74:22:28",
    { kind: "regained", what: "link", device: "eth0" },
  ],
  [
    "2: wlan0: <BROADCAST,MULTICAST> mtu 1500 qdisc noop state DOWN group",
    { kind: "lost", what: "link", device: "wlan0" },
  ],
  [
    "Deleted 3: eth0@NONE: <BROADCAST,MULTICAST> mtu 1500 qdisc noop state",
    { kind: "lost", what: "link", device: "eth0" },
  ],
  [
    "3: eth0    inet 10.77.1.10/24 scope global eth0\\       valid_lft forever",
    {
      kind: "regained",
      what: "address",
      device: "eth0",
      address: "10.77.1.10",
    },
  ],
  [
    "Deleted 3: eth0    inet6 fe80::acf0:daff:fe74:2228/64 scope link \\  ",
    {
      kind: "lost",
      what: "address",
      device: "eth0",
      address: "fe80::acf0:daff:fe74:2228",
    },
  ],
  [
    "Deleted default via 10.77.1.1 dev eth0 ",
    { kind: "lost", what: "route", device: "eth0", isDefault: true },
  ],
  [
    "10.77.1.0/24 dev eth0 proto kernel scope link src 10.77.1.10 ",
    { kind: "regained", what: "route", device: "eth0", isDefault: false },
  ],
  ["local 10.77.1.10 dev eth0 table local proto kernel scope host", undefined],
  ["multicast ff00::/8 dev p0 table local proto kernel metric 256", undefined],
  ["broadcast 10.77.1.255 dev eth0 table local proto kernel", undefined],
  ["", undefined],
];

Deno.test("`parseIpMonitorLine()` reads links, addresses and routes", () => {
  for (const [line, expected] of LINES) {
    assertEquals(parseIpMonitorLine(line), expected, line);
  }
});

Deno.test("`parseIpMonitorLine()` takes any line", () => {
  fc.assert(fc.property(fc.string(), (line) => {
    const change = parseIpMonitorLine(line);
    return change === undefined || change.device !== "";
  }));
});
