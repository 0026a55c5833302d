/**
 * A value as many lines as it has members, with sorted keys and nothing abbreviated, so that two values that are
 * equal print alike and a diff by lines points at the member that differs.
 */
export function format(value: unknown): string {
  return Deno.inspect(value, {
    depth: Infinity,
    sorted: true,
    trailingComma: true,
    compact: false,
    iterableLimit: Infinity,
    strAbbreviateSize: Infinity,
    getters: true,
  });
}
