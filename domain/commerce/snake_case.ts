import type { Product } from "./product.ts";
import type { User } from "./user.ts";

/** Flags whose columns are texts. */
const TEXT_FLAGS: Readonly<Record<string, readonly [yes: string, no: string]>> = {
  marketingAgree: ["true", "false"],
  isBest: ["Y", "N"],
};

const snakeNames = new Map<string, string>();
const camelNames = new Map<string, string>();

/** A user or a product as its table's columns name and write it, for other programs to read. */
export function toSnakeCase(member: User | Product): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(member).map(([name, value]) => {
      const flag = TEXT_FLAGS[name];
      return [snakeName(name), flag && typeof value === "boolean" ? flag[value ? 0 : 1] : value];
    }),
  );
}

/**
 * A record in either spelling, in ours. Where both are given, ours counts. Anything but an object is returned as it is,
 * for its parser to refuse.
 */
export function toCamelCase(raw: unknown): unknown {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) return raw;
  const said = raw as Readonly<Record<string, unknown>>;
  const names = Object.keys(said);
  if (!names.some((name) => name.includes("_")) && !names.some((name) => isTextFlag(name, said[name]))) return raw;
  const read: Record<string, unknown> = {};
  for (const name of names) {
    const own = camelName(name);
    if (own !== name && Object.hasOwn(said, own)) continue;
    const value = said[name];
    read[own] = isTextFlag(own, value) ? value === TEXT_FLAGS[own]![0] : value;
  }
  return read;
}

function isTextFlag(name: string, value: unknown): boolean {
  return typeof value === "string" && Object.hasOwn(TEXT_FLAGS, name) && TEXT_FLAGS[name]!.includes(value);
}

function snakeName(name: string): string {
  let snake = snakeNames.get(name);
  if (snake === undefined) snakeNames.set(name, snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  return snake;
}

/** Foreign names are not kept: there is no end of them. */
function camelName(name: string): string {
  if (!name.includes("_")) return name;
  const known = camelNames.get(name);
  if (known !== undefined) return known;
  const camel = name.replace(/(?<=[a-z0-9])_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  if (camelNames.size < 100) camelNames.set(name, camel);
  return camel;
}
