/** Nested values as lines `receiver.name=김하늘`: every value is a text, `null` and empty lists are left out. */
export function toProperties(value: unknown, path = ""): string {
  if (value === null || value === undefined) return "";
  if (typeof value !== "object") return `${path}=${encodeURIComponent(String(value))}\n`;
  return Object.entries(value).map(([key, inner]) => toProperties(inner, path === "" ? key : `${path}.${key}`)).join(
    "",
  );
}

/** The other way; keys that count from 0 make a list. */
export function fromProperties(text: string): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const line of text.split("\n").filter((each) => each !== "")) {
    const at = line.indexOf("=");
    if (at < 1) throw new Error(`the answer has the line "${line}"`);
    const keys = line.slice(0, at).split(".");
    let inner = root;
    for (const key of keys.slice(0, -1)) inner = (inner[key] ??= {}) as Record<string, unknown>;
    inner[keys.at(-1)!] = decodeURIComponent(line.slice(at + 1));
  }
  return withLists(root) as Record<string, unknown>;
}

function withLists(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const inner = Object.entries(value).map(([key, each]) => [key, withLists(each)] as const);
  return inner.length > 0 && inner.every(([key], nth) => key === String(nth))
    ? inner.map(([, each]) => each)
    : Object.fromEntries(inner);
}
