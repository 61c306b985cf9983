/** A folder for the files of one product; `using` removes it. */
export interface ProductFolder extends Disposable {
  readonly path: string;
}

/** Makes the folder, and writes the files into it. */
export function productFolder(
  files: Readonly<Record<string, string>>,
): ProductFolder {
  const path = Deno.makeTempDirSync({ dir: "/tmp", prefix: "faultline-" });
  for (const [name, text] of Object.entries(files)) {
    Deno.writeTextFileSync(`${path}/${name}`, text);
  }
  return {
    path,
    [Symbol.dispose]: () => Deno.removeSync(path, { recursive: true }),
  };
}
