let symbols: ReturnType<typeof load> | undefined;

/**
 * What this system's C library can do and Deno cannot. It is loaded when first
 * used: other systems have none of that name.
 */
export function libc(): ReturnType<typeof load> {
  return symbols ??= load();
}

function load() {
  return Deno.dlopen("libc.so.6", {
    open: { parameters: ["buffer", "i32"], result: "i32" },
    close: { parameters: ["i32"], result: "i32" },
    setns: { parameters: ["i32", "i32"], result: "i32" },
    getpriority: { parameters: ["i32", "u32"], result: "i32" },
    setpriority: { parameters: ["i32", "u32", "i32"], result: "i32" },
  }).symbols;
}
