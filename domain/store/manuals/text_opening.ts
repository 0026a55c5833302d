/** What a line opens: a chapter, an article or a numbered title, with the body that begins on the same line. */
export interface Opening {
  readonly depth: number;
  readonly title: string;
  /** Begins the body; "" where the whole line is the title. */
  readonly rest: string;
  /** Of a Korean article. */
  readonly article?: number;
}

export interface Neighbours {
  /** Whether an empty line precedes: true for a numbered title, false within a list. */
  readonly isApart: boolean;
  /** The line before in the same paragraph, and the next one; "" for an empty one and for a title. */
  readonly before: string;
  readonly after: string;
  /** The number of the last article that was opened; 0 for none. */
  readonly article: number;
}

/** "제5조의 규정에 따라" and "별표 1에 따른다" refer to one: after the number comes a particle, not a space. */
const END = String.raw`(?=$|[\s(（【\[<〈:：.,ㆍ·])`;
const PARTS: readonly { readonly depth: number; readonly pattern: RegExp }[] = [
  { depth: 1, pattern: new RegExp(String.raw`^제\s{0,3}\d{1,5}\s{0,3}편${END}`) },
  {
    depth: 2,
    pattern: new RegExp(
      String
        .raw`^(?:제\s{0,3}\d{1,5}\s{0,3}장|(?:chapter|part)\s{1,3}(?:\d{1,5}|[ivxlc]{1,8})|부\s{0,3}칙|별\s{0,3}[표지](?:\s{0,3}(?:제\s{0,3})?\d{1,5}(?:\s{0,3}호)?)?|appendix(?:\s{1,3}(?:\d{1,5}|[a-z]))?)${END}`,
      "i",
    ),
  },
  {
    depth: 2,
    pattern:
      /^[\[【〔]\s{0,3}별\s{0,3}[표지](?:\s{0,3}(?:제\s{0,3})?\d{1,5}(?:의\s{0,3}\d{1,3})?(?:\s{0,3}호(?:\s{0,3}서식)?)?)?[\]】〕]/,
  },
  {
    depth: 3,
    pattern: new RegExp(String.raw`^(?:제\s{0,3}\d{1,5}\s{0,3}절|section\s{1,3}\d{1,5}(?:\.\d{1,3}){0,5})${END}`, "i"),
  },
  {
    depth: 4,
    pattern: new RegExp(
      String.raw`^(?:제\s{0,3}(\d{1,5})\s{0,3}조(?:의\s{0,3}\d{1,3}){0,3}|article\s{1,3}\d{1,5})${END}`,
      "i",
    ),
  },
];
/** "3. 마감", "1.2 냉장고". */
const NUMBERED = /^(\d{1,3}(?:\.\d{1,3}){0,5})[.)]?\s+\S/;
const NUMBERED_DEPTH = 4;
/** A longer line is a sentence, not a title. */
export const LONGEST_TITLE = 80;
/** "제5조 및 제6조", "제2조 제1항": a reference where a wrapped line begins. */
const REFERS = /^(?:및|또는|내지|부터|에서|제\s{0,3}\d{1,5}\s{0,3}[항호목조]|and\b|or\b|to\b|of\b)/i;
const BRACKETED = /^\s{0,3}([(（【[][^)）】\]]{1,60}[)）】\]])\s*(.*)$/;
const COLON = /^([^:：]{0,40})[:：]\s*(\S.*)$/;
/** A sentence, or one that goes on in the next line; titles end in a noun. */
const IS_SENTENCE = /(?:[.!?。,]|[다요음함])[)"'”’」』]?$/;

/** The title may be the number alone, for an article of one line: nothing of the line is left out. */
export function openingOf(line: string, { isApart, before, after, article }: Neighbours): Opening | null {
  for (const { depth, pattern } of PARTS) {
    const found = pattern.exec(line);
    if (!found) continue;
    const number = found[1] === undefined ? undefined : Number(found[1]);
    const rest = line.slice(found[0].length);
    const bracketed = BRACKETED.exec(rest);
    if (!bracketed && isReference(rest, before, number === article + 1)) return null;
    const split = bracketed
      ? { title: found[0] + rest.slice(0, rest.indexOf(bracketed[1]!)) + bracketed[1]!, rest: bracketed[2]! }
      : splitAtTitle(found[0], rest, after);
    return { depth, ...split, ...(number === undefined ? {} : { article: number }) };
  }
  const levels = levelsOf(line);
  if (levels === 0 || !isApart || line.length > LONGEST_TITLE || /[.!?。]$/.test(line)) return null;
  // The next item follows at once: a list.
  if (levelsOf(after) === levels) return null;
  return { depth: NUMBERED_DEPTH + levels, title: line, rest: "" };
}

function levelsOf(line: string): number {
  return NUMBERED.exec(line)?.[1]?.split(".").length ?? 0;
}

function isReference(rest: string, before: string, isNext: boolean): boolean {
  if (REFERS.test(rest.trimStart())) return true;
  const goesOn = before !== "" && !/(?:[.!?。:：;]|[다요음함임])[)"'”’」』>]?$/.test(before);
  return goesOn && !isNext && rest.trim() !== "";
}

function splitAtTitle(number: string, rest: string, after: string): Pick<Opening, "title" | "rest"> {
  const text = rest.replace(/^[.:：ㆍ·\s]+/, "");
  const [, title, body] = COLON.exec(rest.trimStart()) ?? [];
  if (title?.trim() && !IS_SENTENCE.test(title.trim())) return { title: `${number} ${title.trim()}:`, rest: body! };
  const line = number + rest;
  const isTitle = line.length <= LONGEST_TITLE && !IS_SENTENCE.test(line) && !isWrapped(line, after);
  return isTitle || text === "" ? { title: line, rest: "" } : { title: number, rest: rest.trim() };
}

/** Whether the first word of the next line had no room any more, in a text of lines of one width. */
function isWrapped(line: string, after: string): boolean {
  if (after === "" || line.length < 25) return false;
  const [word = ""] = after.split(/\s/, 1);
  return line.length + 1 + word.length > Math.max(line.length, after.length);
}
