/** Controls but tab and line feed, and the marks that turn the direction of what follows. */
// deno-lint-ignore no-control-regex
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** What a terminal would obey is shown, as `\u001b`: ids and names come from outside. A JSON document stays the same. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Of everything that a command prints from now on. */
export function printSafely(to: Pick<Console, "log" | "error"> = console): void {
  for (const name of ["log", "error"] as const) {
    const print = to[name].bind(to);
    to[name] = (...given: unknown[]) => print(...given.map((one) => typeof one === "string" ? printable(one) : one));
  }
}
