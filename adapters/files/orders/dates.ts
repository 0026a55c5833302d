import { DAY_MS } from "../../../domain/shared/durations.ts";

export const DATE_ORDERS = ["mdy", "dmy", "ymd"] as const;
export type DateOrder = typeof DATE_ORDERS[number];

/** A time as written, without knowing where; `offset` in minutes where it says so. */
export interface WrittenTime {
  /** As if it were UTC, in milliseconds. */
  readonly local: number;
  readonly offset: number | null;
}

/** Three numbers whose order only the column tells. */
const NUMBERS = /^(\d{1,4})([\/.-])\s?(\d{1,2})\2\s?(\d{1,4})\.?(?=$|[\sT,])/;
const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[ Tt](\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d*)?)?)?(?=$|[Zz+\s-])/;
const COMPACT = /^(\d{4})(\d\d)(\d\d)(?:[ T]?(\d\d):?(\d\d)(?::?(\d\d))?)?(Z)?$/;
const EASTERN = /^(\d{4})\s*[년年]\s*(\d{1,2})\s*[월月]\s*(\d{1,2})\s*[일日]/;
const NAMED =
  /^(?:[a-zà-ÿ]{2,10}\.?,?\s+)?(?:(\d{1,2})(?:st|nd|rd|th|er|º|\.)?[\s-](?:de\s+)?([a-zà-ÿ]{3,10})\.?[\s,-]+(?:de\s+)?(\d{4}|\d\d)|([a-zà-ÿ]{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4}))(?=$|[\s,T])/i;
const TIME =
  /^[\sT,]*(?:at\s+|um\s+)?(오전|오후|午前|午後|上午|下午|am|pm)?\s*(\d{1,2})(?:[:.h]|[시時点]\s*)(\d\d)(?:[:.분分]\s*(\d\d)?(?:[.,]\d*)?[초秒]?)?\s*(?:uhr)?(am|pm|a\.m\.|p\.m\.)?\s*(.*)$/i;
const AFTERNOON = ["pm", "오후", "午後", "下午"];
const ZONE = /^(?:UTC|GMT)?([+-])(\d\d):?(\d\d)?$/i;
/** In hours. Names that two zones go by, such as BST, CST and IST, are not among them. */
const ZONES: Readonly<Record<string, number>> = {
  ...{ Z: 0, UTC: 0, GMT: 0, WET: 0, WEST: 1, CET: 1, CEST: 2, EET: 2, EEST: 3, MSK: 3 },
  ...{ KST: 9, JST: 9, SGT: 8, HKT: 8, AEST: 10, AEDT: 11, NZST: 12, NZDT: 13 },
  ...{ EST: -5, EDT: -4, CDT: -5, MST: -7, MDT: -6, PST: -8, PDT: -7, BRT: -3 },
};
/** English, German, French, Spanish, Portuguese, Italian. */
const MONTHS = [
  ...[/^(jan|ene|gen)/, /^f[eé][bv]/, /^m([aä]r|rz)/, /^a(p|v|b)r/, /^ma[yig]/, /^(jun|juin|giu)/],
  ...[/^(jul|juil|lug)/, /^a(ug|o[uû]|go)/, /^se[pt]/, /^o([ck]t|ut|tt)/, /^nov/, /^d([eé][cz]|ic)/],
];
/** Seconds, or milliseconds, since 1970. */
const UNIX = /^(\d{10})(\d{3})?$/;
/** "(수)", "(Korean Standard Time)", "[Asia/Seoul]". */
const REMARKS = /\s*(?:\([^()\d]*\)|\[[^\]]*\]$)/g;
/** Excel's day numbers of 1954 to 2119. */
const SERIAL = /^([2-7]\d{4})(?:[.,](\d+))?$/;
const EXCEL_EPOCH_DAYS = 25_569;

/** `null` for what is no time, or has a day or hour that does not exist. */
export function parseTime(written: string, order: DateOrder | null): WrittenTime | null {
  const text = /[([]|\s\s/.test(written) ? written.replace(REMARKS, " ").replace(/\s+/g, " ").trim() : written;
  const iso = ISO.exec(text);
  if (iso) return withRest(iso[1]!, iso[2]!, iso[3]!, text, iso);
  const serial = SERIAL.exec(text);
  if (serial) return serialTime(Number(`${serial[1]}.${serial[2] ?? 0}`));
  const compact = COMPACT.exec(text);
  if (compact) {
    const [, year, month, day, hour, minute, second, zone] = compact;
    return timeOf(year!, month!, day!, hour, minute, second, zone ? 0 : null);
  }
  const unix = UNIX.exec(text);
  if (unix) return { local: Number(unix[1]) * 1000 + Number(unix[2] ?? 0), offset: 0 };
  const date = dateOf(text, order);
  return date && withTime(date.parts, text.slice(date.length));
}

/** What one value proves of its column: "mdy" or "dmy", "either" where both fit, `null` where it has no such numbers. */
export function orderIn(text: string): DateOrder | "either" | null {
  const numbers = NUMBERS.exec(text);
  if (!numbers || numbers[1]!.length > 2) return null;
  const [first, second] = [Number(numbers[1]), Number(numbers[3])];
  if (numbers[4]!.length === 1 || first > 31) return first > 31 ? "ymd" : null;
  if (second > 12) return "mdy";
  if (first > 12 || numbers[2] === ".") return "dmy";
  return first === second ? null : "either";
}

function dateOf(text: string, order: DateOrder | null) {
  const numbers = NUMBERS.exec(text);
  if (numbers) {
    const [whole, first, mark, second, third] = numbers as unknown as [string, string, string, string, string];
    const length = whole.length;
    if (first.length > 2) return third.length > 2 ? null : { length, parts: [first, second, third] as const };
    if (order === "ymd") return { length, parts: [fullYear(first), second, third] as const };
    if (third.length === 1 || third.length === 3) return null;
    const isDayFirst = order === null ? mark === "." || Number(first) > 12 || first === second : order === "dmy";
    if (order === null && !isDayFirst && Number(second) <= 12) return null;
    const [day, month] = isDayFirst ? [first, second] : [second, first];
    return { length, parts: [fullYear(third), month, day] as const };
  }
  const eastern = EASTERN.exec(text);
  if (eastern) return { length: eastern[0].length, parts: [eastern[1]!, eastern[2]!, eastern[3]!] as const };
  const named = NAMED.exec(text);
  const name = (named?.[2] ?? named?.[4] ?? "").toLowerCase();
  const month = MONTHS.findIndex((begins) => begins.test(name)) + 1;
  if (!named || month === 0) return null;
  const parts = [fullYear(named[3] ?? named[6]!), `${month}`, named[1] ?? named[5]!] as const;
  return { length: named[0].length, parts };
}

function withRest(year: string, month: string, day: string, text: string, iso: RegExpExecArray): WrittenTime | null {
  const rest = text.slice(iso[0].length).trim();
  if (rest === "") return timeOf(year, month, day, iso[4], iso[5], iso[6], null);
  if (iso[4] === undefined || /^[ap오午上下]/i.test(rest)) return withTime([year, month, day], text.slice(10));
  const offset = offsetOf(rest);
  return offset === null ? null : timeOf(year, month, day, iso[4], iso[5], iso[6], offset);
}

function withTime([year, month, day]: readonly [string, string, string], rest: string): WrittenTime | null {
  if (rest.trim() === "") return timeOf(year, month, day, undefined, undefined, undefined, null);
  const time = TIME.exec(rest);
  if (!time) return null;
  const half = (time[1] ?? time[5] ?? "").toLowerCase().replaceAll(".", "");
  let hour = Number(time[2]);
  // "14:44 AM" is what a spreadsheet makes of 14:44 in a column that shows AM.
  if (hour <= 12 && half !== "") hour = hour % 12 + (AFTERNOON.includes(half) ? 12 : 0);
  const offset = time[6] ? offsetOf(time[6]) : null;
  if (time[6] && offset === null) return null;
  return timeOf(year, month, day, `${hour}`, time[3], time[4], offset);
}

/** Minutes. */
function offsetOf(zone: string): number | null {
  const hours = ZONES[zone.toUpperCase()];
  if (hours !== undefined) return hours * 60;
  const match = ZONE.exec(zone);
  return match && (Number(match[2]) * 60 + Number(match[3] ?? 0)) * (match[1] === "-" ? -1 : 1);
}

function serialTime(days: number): WrittenTime {
  return { local: Math.round((days - EXCEL_EPOCH_DAYS) * DAY_MS / 1000) * 1000, offset: null };
}

/** 69 and above are of the last century, as POSIX has it. */
function fullYear(year: string): string {
  return year.length > 2 ? year : `${Number(year) + (Number(year) < 69 ? 2000 : 1900)}`;
}

function timeOf(
  yearText: string,
  monthText: string,
  dayText: string,
  hourText = "0",
  minuteText = "0",
  secondText = "0",
  offset: number | null,
): WrittenTime | null {
  const [year, month, day] = [Number(yearText), Number(monthText), Number(dayText)];
  const [hour, minute, second] = [Number(hourText), Number(minuteText), Number(secondText)];
  const isMidnight = hour === 24 && minute === 0 && second === 0;
  if (year < 1000 || hour > 23 && !isMidnight || minute > 59 || second > 60) return null;
  // Clocks without leap seconds are at the next minute in second 60.
  const local = Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59));
  // Date.UTC overflows: 30 February would become 2 March.
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day
    ? { local: second === 60 ? local + 1_000 : local, offset }
    : null;
}
