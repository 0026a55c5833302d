import type { z } from "zod";
import { type Bounds, boundsAt, unionErrorAt, type Unit } from "./schema_bounds.ts";

type Issue = z.core.$ZodIssue;

const TYPES: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  tuple: "a list",
  object: "an object",
  record: "an object",
  date: "a time",
  undefined: "nothing",
  null: "null",
};
const FORMATS: Readonly<Record<string, string>> = {
  email: "an e-mail address such as kim@example.com",
  url: "an address such as https://example.com",
  date: "a day such as 2026-03-02",
  datetime: "a time such as 2026-03-02T12:00:00Z",
  guid: "a UUID",
  uuid: "a UUID",
};
const UNITS: Readonly<Record<Unit, readonly [one: string, more: string]>> = {
  number: ["", ""],
  characters: [" character", " characters"],
  items: [" item", " items"],
  fields: [" field", " fields"],
};

/**
 * What was expected, and what came where that can be said in a number: never a text of the caller. A bound is named
 * whatever other error its schema has, and a union says what its members expect.
 */
export function wordsOfFault(issue: Issue, schema: z.core.$ZodType, input: unknown): string {
  return words(issue, schema, input, issue.path);
}

function words(issue: Issue, schema: z.core.$ZodType, input: unknown, path: Issue["path"]): string {
  const value = valueAt(input, path);
  switch (issue.code) {
    case "too_big":
    case "too_small":
      return boundWords(issue, boundsAt(schema, path, issue), value);
    case "invalid_union":
      if (!isDefault(issue)) return issue.message;
      return unionWords(issue.errors, (inner) => words(inner, schema, input, [...path, ...inner.path]));
    case "invalid_key":
      return `the name of a field: ${issue.issues.map((inner) => words(inner, schema, input, path)).join("; ")}`;
    case "invalid_type":
      return isDefault(issue)
        ? `expected ${TYPES[issue.expected] ?? issue.expected}, got ${typeOf(value)}`
        : issue.message;
    case "invalid_format":
      return unionErrorAt(schema, path, issue) ?? formatWords(issue);
    case "invalid_value":
      return isDefault(issue)
        ? `expected ${issue.values.length > 1 ? "one of " : ""}${issue.values.join(", ")}`
        : issue.message;
    default:
      return issue.message;
  }
}

function formatWords(issue: z.core.$ZodIssueInvalidStringFormat): string {
  return isDefault(issue) && FORMATS[issue.format] ? `expected ${FORMATS[issue.format]}` : issue.message;
}

/** Zod's own words; a schema's own error says what it expects. */
function isDefault({ message }: Issue): boolean {
  return message.startsWith("Invalid ");
}

function boundWords(issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall, bounds: Bounds, value: unknown): string {
  const { least, most, unit } = bounds;
  const [one, more] = UNITS[unit];
  const named = (bound: number) => `${bound}${bound === 1 ? one : more}`;
  const got = gotOf(bounds, value);
  if (least && most && least.value === most.value) return `expected ${named(least.value)}${got}`;
  if (least && most) {
    return `expected ${least.inclusive ? "" : "more than "}${least.value} to ${most.inclusive ? "" : "less than "}${
      named(most.value)
    }${got}`;
  }
  if (most) return `expected ${most.inclusive ? "at most" : "less than"} ${named(most.value)}${got}`;
  if (least) return `expected ${least.inclusive ? "at least" : "more than"} ${named(least.value)}${got}`;
  return issue.message;
}

function gotOf({ unit, isChanged, isTrimmed }: Bounds, value: unknown): string {
  if (isChanged) return "";
  if (unit === "number") return typeof value === "number" || isNumeral(value) ? `, got ${value}` : "";
  if (typeof value === "string") return `, got ${[...(isTrimmed ? value.trim() : value)].length}`;
  if (Array.isArray(value)) return `, got ${value.length}`;
  return typeof value === "object" && value !== null ? `, got ${Object.keys(value).length}` : "";
}

/** Of a query, where numbers are text. */
function isNumeral(value: unknown): boolean {
  return typeof value === "string" && /^[-+]?\d{1,30}(\.\d{1,30})?$/.test(value);
}

/** What a member says of the value's content is nearer to the truth than that it has another type. */
function unionWords(members: readonly (readonly Issue[])[], wordsOf: (issue: Issue) => string): string {
  const near = members.filter((issues) => issues.some(({ code, path }) => code !== "invalid_type" || path.length > 0));
  const sentences = (near.length > 0 ? near : members).map((issues) => issues.map(wordsOf).join(" and "));
  const [first = "expected another value", ...rest] = new Set(sentences);
  const got = /, got [^,]*$/.exec(first)?.[0] ?? "";
  const isSame = rest.length > 0 && rest.every((sentence) => sentence.endsWith(got));
  const bare = (sentence: string) => isSame && got !== "" ? sentence.slice(0, -got.length) : sentence;
  return [bare(first), ...rest.map((sentence) => bare(sentence).replace(/^expected /, ""))].join(" or ") +
    (isSame ? got : "");
}

function valueAt(input: unknown, path: Issue["path"]): unknown {
  let value = input;
  for (const key of path) {
    if (value === null || typeof value !== "object" || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "no finite number";
  return TYPES[typeof value] ?? `a ${typeof value}`;
}
