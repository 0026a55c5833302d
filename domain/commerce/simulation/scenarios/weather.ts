import { DAY_MS } from "../../../shared/durations.ts";
import { mix32 } from "../../../shared/random.ts";

/** °C. */
interface Weather {
  readonly highest: number;
  readonly lowest: number;
  readonly rains: boolean;
}

/** Seoul 1991–2020: °C, days with 0.1 mm of rain or more (https://data.kma.go.kr/climate/average30Years/). */
const NORMALS = [
  { highest: 2.1, lowest: -5.5, rainDays: 6.1 },
  { highest: 5.1, lowest: -3.2, rainDays: 5.8 },
  { highest: 11.0, lowest: 1.9, rainDays: 7.0 },
  { highest: 17.9, lowest: 8.0, rainDays: 8.4 },
  { highest: 23.6, lowest: 13.5, rainDays: 8.6 },
  { highest: 27.6, lowest: 18.7, rainDays: 9.9 },
  { highest: 29.0, lowest: 22.3, rainDays: 16.3 },
  { highest: 30.0, lowest: 22.9, rainDays: 14.7 },
  { highest: 26.2, lowest: 17.7, rainDays: 9.1 },
  { highest: 20.2, lowest: 10.6, rainDays: 6.1 },
  { highest: 11.9, lowest: 3.5, rainDays: 8.8 },
  { highest: 4.2, lowest: -3.4, rainDays: 7.8 },
] as const;

const DAYS_A_MONTH = 30.44;
/** Warm and cold spells last some days: the deviation is interpolated between draws for every fourth day. */
const SPELL_DAYS = 4;
const SUMMER_DEVIATION = 7.5;
const WINTER_DEVIATION = 11;
const LOT = { deviation: 1, rain: 2 } as const;

/** Seoul's normals with random deviations, deterministic; neither a record nor a forecast. */
export function weatherOn(dayNumber: number): Weather {
  const { month, dayOfMonth } = calendar(dayNumber);
  const normal = NORMALS[month]!;
  // Normals belong to the middle of the month.
  const neighbour = NORMALS[(month + (dayOfMonth < 15 ? 11 : 1)) % 12]!;
  const share = Math.abs(dayOfMonth - 15) / DAYS_A_MONTH;
  const between = (field: "highest" | "lowest") => normal[field] * (1 - share) + neighbour[field] * share;
  const highest = between("highest");
  const swing = highest > 15 ? SUMMER_DEVIATION : WINTER_DEVIATION;
  const deviation = swing * spell(dayNumber);
  return {
    highest: highest + deviation,
    lowest: between("lowest") + deviation,
    rains: lot(dayNumber, LOT.rain) < normal.rainDays / DAYS_A_MONTH,
  };
}

function spell(dayNumber: number): number {
  const step = Math.floor(dayNumber / SPELL_DAYS);
  const way = dayNumber / SPELL_DAYS - step;
  const at = (index: number) => 2 * lot(index, LOT.deviation) - 1;
  return at(step) * (1 - way) + at(step + 1) * way;
}

function lot(number: number, which: number): number {
  return (mix32(number + Math.imul(which, 0x9e3779b9)) >>> 0) / 0x1_0000_0000;
}

function calendar(dayNumber: number): { month: number; dayOfMonth: number } {
  const at = new Date(dayNumber * DAY_MS);
  return { month: at.getUTCMonth(), dayOfMonth: at.getUTCDate() };
}
