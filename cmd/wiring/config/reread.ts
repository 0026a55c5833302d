import { WrongSettings } from "./settings.ts";

/** Reads at once, where its errors count; each call reads again, and gives the last good result where that fails. */
export function reread<T>(read: () => T): () => T {
  let last = read();
  return () => {
    try {
      last = read();
    } catch {
      // A file that is being replaced.
    }
    return last;
  };
}

/** A trailing line break is none of it. Throws `WrongSettings` naming the variable. */
export function readPassword({ variable, path }: { readonly variable: string; readonly path: string }): string {
  let text: string;
  try {
    text = Deno.readTextFileSync(path).replace(/\r?\n$/, "");
  } catch (error) {
    throw new WrongSettings([`${variable} ${path} can't be read: ${(error as Error).message}`]);
  }
  if (text === "") throw new WrongSettings([`${variable} ${path} is empty: expected the password`]);
  return text;
}
