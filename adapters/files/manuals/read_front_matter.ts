import { isMap, isScalar, parseDocument } from "yaml";
import { Unreadable } from "./readers/read_manual.ts";

export interface FrontMatter {
  readonly fields: Readonly<Record<string, unknown>>;
  /** Names that mean nothing here. */
  readonly unknown: readonly string[];
  readonly text: string;
}

const FRONT = /^(?:[ \t]*\n)*---[ \t]*\n(?:([\s\S]*?)\n)?(?:---|\.\.\.)[ \t]*(?:\n|$)/;
/** Of a block that has no end, or is of TOML: its lines up to the first empty one. */
const OPENED = /^(?:[ \t]*\n)*(---|\+\+\+)[ \t]*\n((?:[^\n]*\S[^\n]*(?:\n|$))+)/;
/** Characters of the lines between. */
const LONGEST = 20_000;

/**
 * The field each name means, without regard to case, dashes and underscores; Korean names are those of shops' documents
 * and of published laws.
 */
const FIELDS = {
  title: "title",
  제목: "title",
  kind: "kind",
  종류: "kind",
  store: "stores",
  stores: "stores",
  storeid: "stores",
  매장: "stores",
  validfrom: "validFrom",
  시행일: "validFrom",
  시행일자: "validFrom",
  manualid: "manualId",
  format: "format",
} as const;
type Field = typeof FIELDS[keyof typeof FIELDS];

/**
 * YAML between two lines "---" at the beginning. Lines in which no name is known are text, unless all names look like
 * those of other programs. Throws `Unreadable` where a known field can't be read: without its stores, a text would be
 * everybody's.
 */
export function readFrontMatter(file: string): FrontMatter {
  const text = file.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  const none = { fields: {}, unknown: [], text };
  const front = FRONT.exec(text);
  if (!front) {
    refuseUnended(text);
    return none;
  }
  const pairs = pairsOf(front[1] ?? "");
  if (pairs === null) return none;
  const known = pairs.flatMap(([name, value]) => {
    const field = fieldOf(name);
    return field === null ? [] : [{ field, name, value }];
  });
  const unknown = pairs.map(([name]) => name).filter((name) => fieldOf(name) === null);
  if (known.length === 0 && !(unknown.length > 0 && unknown.every((name) => /^[a-z][A-Za-z0-9_-]*$/.test(name)))) {
    return none;
  }
  const fields: Record<string, unknown> = {};
  for (const { field, name, value } of known) {
    if (Object.hasOwn(fields, field)) throw new Unreadable(`its front matter gives ${field} twice, once as ${name}`);
    fields[field] = valueOf(field, name, value);
  }
  return { fields, unknown, text: text.slice(front[0].length) };
}

function fieldOf(name: string): Field | null {
  const plain = name.normalize("NFC").toLowerCase().replace(/[-_]/g, "");
  return Object.hasOwn(FIELDS, plain) ? FIELDS[plain as keyof typeof FIELDS] : null;
}

function mentionsField(lines: string): boolean {
  return lines.split("\n").some((line) => {
    const name = /^\s*["']?([\p{L}\p{M}_-]{1,40})["']?\s*[:=]/u.exec(line)?.[1];
    return name !== undefined && fieldOf(name) !== null;
  });
}

function refuseUnended(text: string): void {
  const [, fence, lines] = OPENED.exec(text) ?? [];
  if (lines === undefined || !mentionsField(lines)) return;
  throw new Unreadable(
    fence === "---"
      ? "its front matter has no end: a line --- is missing"
      : "its front matter is TOML: write it as YAML, between two lines ---",
  );
}

/** All values are texts, lists of texts or deeper; `null` for what is no YAML of names and values. */
function pairsOf(source: string): [name: string, value: unknown][] | null {
  const mentions = mentionsField(source);
  if (source.length > LONGEST) {
    if (mentions) throw new Unreadable(`its front matter has more than ${LONGEST} characters`);
    return null;
  }
  const document = parseDocument(source, { schema: "failsafe", logLevel: "silent" });
  const [fault] = document.errors;
  if (fault) {
    if (!mentions) return null;
    const line = fault.linePos?.[0].line;
    throw new Unreadable(`its front matter is no YAML${line ? `, in line ${line + 1}` : ""}: ${fault.code}`);
  }
  if (!isMap(document.contents)) return null;
  // Names that are no plain text belong to no front matter.
  if (!document.contents.items.every(({ key }) => isScalar(key) && typeof key.value === "string")) return null;
  try {
    return Object.entries(document.toJS({ maxAliasCount: 10 }) as Record<string, unknown>);
  } catch (error) {
    throw new Unreadable("its front matter repeats itself by too many references", { cause: error });
  }
}

function valueOf(field: Field, name: string, value: unknown): unknown {
  if (field === "stores") {
    const list = Array.isArray(value) ? value : [value];
    if (list.length > 0 && list.every((item) => typeof item === "string" && item !== "")) return list;
    if (list.length === 0) return list;
    throw new Unreadable(`its front matter has no store after ${name}: name stores, or leave the line out for all`);
  }
  if (typeof value !== "string" || value === "") {
    throw new Unreadable(`its front matter has ${value === "" ? "nothing" : "no text"} after ${name}`);
  }
  return field === "validFrom" ? dayOf(value) : value;
}

/** As laws are published: "20250301" and "2025. 3. 1.". Anything else is refused where days are read. */
function dayOf(text: string): string {
  const [, year, month, day] = /^(\d{4})(?:(\d{2})(\d{2})|[.\/]\s*(\d{1,2})[.\/]\s*(\d{1,2})\.?)$/.exec(text.trim())
    ?.filter((part) => part !== undefined) ?? [];
  return day === undefined ? text.trim() : `${year}-${month!.padStart(2, "0")}-${day.padStart(2, "0")}`;
}
