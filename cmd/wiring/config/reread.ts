import { readSettingFile, WrongSettings } from "./settings.ts";

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

/** In place of a password in the settings: read for each connection, as it may be another by then. */
export interface PasswordFile {
  /** The setting that names it. */
  readonly variable: string;
  readonly path: string;
}

export function passwordFileOf(variable: string, path: string | undefined): PasswordFile | null {
  return path === undefined ? null : { variable, path };
}

/** A trailing line break is none of it. Throws `WrongSettings` naming the variable. */
export function readPassword({ variable, path }: PasswordFile): string {
  const text = readSettingFile(variable, path).replace(/\r?\n$/, "");
  if (text === "") throw new WrongSettings([`${variable} ${path} is empty: expected the password`]);
  return text;
}
