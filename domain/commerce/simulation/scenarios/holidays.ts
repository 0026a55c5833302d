import { DAY_MS } from "../../../shared/durations.ts";

/**
 * Calendar of the Korea Astronomy and Space Science Institute (https://astro.kasi.re.kr/life/pageView/8). In 2027 and
 * 2028 Seollal is a day after the Chinese New Year, as the new moon is after midnight in Seoul alone.
 */
const LUNAR_HOLIDAYS: Readonly<Record<number, { readonly seollal: string; readonly chuseok: string }>> = {
  2020: { seollal: "01-25", chuseok: "10-01" },
  2021: { seollal: "02-12", chuseok: "09-21" },
  2022: { seollal: "02-01", chuseok: "09-10" },
  2023: { seollal: "01-22", chuseok: "09-29" },
  2024: { seollal: "02-10", chuseok: "09-17" },
  2025: { seollal: "01-29", chuseok: "10-06" },
  2026: { seollal: "02-17", chuseok: "09-25" },
  2027: { seollal: "02-07", chuseok: "09-15" },
  2028: { seollal: "01-27", chuseok: "10-03" },
  2029: { seollal: "02-13", chuseok: "09-22" },
  2030: { seollal: "02-03", chuseok: "09-12" },
  2031: { seollal: "01-23", chuseok: "10-01" },
  2032: { seollal: "02-11", chuseok: "09-19" },
  2033: { seollal: "01-31", chuseok: "09-08" },
  2034: { seollal: "02-19", chuseok: "09-27" },
  2035: { seollal: "02-08", chuseok: "09-16" },
};

/** Days of the College Scholastic Ability Test (수능) other than November's third Thursday (Ministry of Education). */
const MOVED_EXAMS: Readonly<Record<number, string>> = { 2020: "12-03", 2024: "11-14", 2025: "11-13" };

const HOLIDAYS = ["seollal", "chuseok", "black_friday", "exam"] as const;
export type Holiday = typeof HOLIDAYS[number];

const THURSDAY = 4;

/** In days since 1970-01-01; `null` outside the table's years. */
export function holidayDay(holiday: Holiday, year: number): number | null {
  switch (holiday) {
    case "seollal":
    case "chuseok": {
      const holidays = LUNAR_HOLIDAYS[year];
      return holidays === undefined ? null : dayNumberOf(year, holidays[holiday]);
    }
    case "black_friday":
      return nthWeekday(year, 11, THURSDAY, 4) + 1;
    case "exam": {
      const moved = MOVED_EXAMS[year];
      return moved === undefined ? nthWeekday(year, 11, THURSDAY, 3) : dayNumberOf(year, moved);
    }
    default:
      return holiday satisfies never;
  }
}

function dayNumberOf(year: number, monthAndDay: string): number {
  return Date.parse(`${year}-${monthAndDay}T00:00:00Z`) / DAY_MS;
}

function nthWeekday(year: number, month: number, weekday: number, nth: number): number {
  const first = Date.UTC(year, month - 1, 1) / DAY_MS;
  // Day number 0, 1 January 1970, was a Thursday.
  const weekdayOfFirst = (first + THURSDAY) % 7;
  return first + (weekday - weekdayOfFirst + 7) % 7 + 7 * (nth - 1);
}

export const KNOWN_YEARS = { from: 2020, to: 2035 } as const;
