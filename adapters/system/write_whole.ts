/** Creates missing folders; the file is renamed when complete, so that nobody reads a part of it. */
export async function writeWhole(path: string, text: string, mode?: number): Promise<void> {
  const folder = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : ".";
  await Deno.mkdir(folder || "/", { recursive: true });
  await Deno.writeTextFile(`${path}.new`, text, mode === undefined ? {} : { mode });
  await Deno.rename(`${path}.new`, path);
}
