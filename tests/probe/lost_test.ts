import { assertEquals } from "@std/assert/equals";
import { lostLook } from "../../src/probe/lost.ts";
import { FakeIo, ioError } from "../io/fake_io.ts";

Deno.test("`lostLook()` names the permission and the look that is lost", () => {
  const permission = "--allow-run=ping";
  const error = ioError("not-permitted", { permission });
  const seen = lostLook(error, "ping", new FakeIo(), "ping");
  assertEquals(seen?.segment, "self");
  assertEquals(seen?.outcome, "not-permitted");
  assertEquals(seen?.detail, {
    lost: "ping",
    message: "not-permitted",
    permission,
    program: "ping",
  });
});

Deno.test("`lostLook()` names a missing program", () => {
  const error = ioError("not-found", { code: "ENOENT" });
  const seen = lostLook(error, "link", new FakeIo(), "ip");
  assertEquals(seen?.outcome, "program-missing");
  assertEquals(seen?.detail.program, "ip");
});

Deno.test("`lostLook()` says nothing of a missing file or a failure", () => {
  const io = new FakeIo();
  assertEquals(lostLook(ioError("not-found"), "resolver", io), undefined);
  assertEquals(lostLook(ioError("failed"), "tcp", io), undefined);
});
