import { assertEquals } from "@std/assert/equals";
import { groupRootIn } from "../../../tools/lab/control_group.ts";

const PROC = "proc /proc proc rw,relatime 0 0\n";

Deno.test("`groupRootIn()` finds the groups when those of version 1 are there", () => {
  const mounts = `${PROC}cgroup /sys/fs/cgroup/cpu cgroup rw,cpu 0 0\n` +
    "cgroup2 /sys/fs/cgroup/unified cgroup2 rw,relatime 0 0\n";
  assertEquals(groupRootIn(mounts), "/sys/fs/cgroup/unified");
});

Deno.test("`groupRootIn()` finds the groups when they stand alone", () => {
  const mounts = `${PROC}cgroup2 /sys/fs/cgroup cgroup2 rw,nosuid 0 0\n`;
  assertEquals(groupRootIn(mounts), "/sys/fs/cgroup");
});

Deno.test("`groupRootIn()` finds nothing when the kernel has no groups", () => {
  assertEquals(groupRootIn(PROC), undefined);
});
