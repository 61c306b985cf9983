/** What a program said of what it was given. */
export interface Said {
  readonly code: number;
  /** Both of its outputs. */
  readonly words: string;
}

/** Hands a text to a program on its standard input. */
export async function consume(
  program: string,
  args: readonly string[],
  text: string,
): Promise<Said> {
  const child = new Deno.Command(program, {
    args: [...args],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const [, { code, stdout, stderr }] = await Promise.all([
    new Blob([text]).stream().pipeTo(child.stdin),
    child.output(),
  ]);
  const decoder = new TextDecoder();
  return { code, words: decoder.decode(stdout) + decoder.decode(stderr) };
}
