/** How a caller's `msg` ends an assertion's own sentence: after a colon, or a full stop where there is none. */
export function suffix(msg?: string): string {
  return msg ? `: ${msg}` : ".";
}
