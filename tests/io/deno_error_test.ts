import { assertEquals } from "@std/assert/equals";
import { toIoError } from "../../src/io/deno_error.ts";

const flag = "--allow-net=192.0.2.1:80";

Deno.test("`toIoError()` keeps the code that the error carries", () => {
  const cause = Object.assign(new Error("No route to host (os error 113)"), {
    code: "EHOSTUNREACH",
  });
  const error = toIoError(cause, { flag });
  assertEquals(error.kind, "failed");
  assertEquals(error.code, "EHOSTUNREACH");
  assertEquals(error.originalName, "Error");
  assertEquals(error.message, "No route to host (os error 113)");
  assertEquals(error.cause, cause);
  assertEquals(error.permission, undefined);
});

Deno.test("`toIoError()` reads the number where there is no code", () => {
  const told = (number: number, os: string) =>
    toIoError(new Error(`tcp connect error (os error ${number})`), { flag, os })
      .code;
  assertEquals(told(113, "linux"), "EHOSTUNREACH");
  assertEquals(told(65, "darwin"), "EHOSTUNREACH");
  assertEquals(told(10065, "windows"), "EHOSTUNREACH");
  assertEquals(told(61, "linux"), undefined);
  assertEquals(told(61, "darwin"), "ECONNREFUSED");
  assertEquals(told(61, "plan9"), undefined);
});

Deno.test("`toIoError()` reads the number in the cause", () => {
  const cause = new Error(
    "client error: Network is unreachable (os error 101)",
  );
  const error = new TypeError("fetch failed", { cause });
  assertEquals(toIoError(error, { flag, os: "linux" }).code, "ENETUNREACH");
});

Deno.test("`toIoError()` knows the classes that come without a code", () => {
  const refused = new Deno.errors.ConnectionRefused("no");
  assertEquals(toIoError(refused, { flag }).code, "ECONNREFUSED");
  assertEquals(toIoError(new Deno.errors.BrokenPipe(), { flag }).code, "EPIPE");
});

Deno.test("`toIoError()` names the flag of a missing permission", () => {
  const denied = new Deno.errors.NotCapable("Requires net access");
  const error = toIoError(denied, { flag });
  assertEquals(error.kind, "not-permitted");
  assertEquals(error.permission, flag);
});

Deno.test("`toIoError()` names --allow-all where nothing less will do", () => {
  const denied = new Deno.errors.NotCapable(
    'Requires all access to "/proc/net/dev", run again with the --allow-all flag',
  );
  const error = toIoError(denied, { flag: "--allow-read=/proc/net/dev" });
  assertEquals(error.permission, "--allow-all");
});

Deno.test("`toIoError()` takes EPERM of the system for no permission of Deno", () => {
  const error = new Deno.errors.PermissionDenied("no (os error 1)");
  assertEquals(toIoError(error, { flag, os: "linux" }).kind, "failed");
  assertEquals(toIoError(error, { flag, os: "linux" }).code, "EPERM");
});

Deno.test("`toIoError()` says not-found only of what was looked for", () => {
  const missing = new Deno.errors.NotFound("no");
  assertEquals(toIoError(missing, { flag }).kind, "failed");
  assertEquals(toIoError(missing, { flag, seeksFile: true }).kind, "not-found");
});

Deno.test("`toIoError()` takes what is no error, and leaves an IoError", () => {
  const error = toIoError("thrown text", { flag });
  assertEquals(error.message, "thrown text");
  assertEquals(toIoError(error, { flag: "--other" }), error);
});
