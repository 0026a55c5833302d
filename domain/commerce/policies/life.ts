import { DAY_MS } from "../../shared/durations.ts";
import { mix32, seedOf } from "../../shared/random.ts";
import type { User } from "../user.ts";

/** What a life is derived from; none of it ever changes for a customer. */
export type LifeSeed = Pick<User, "userId" | "randomSeed" | "birthYear">;

/** The lots a customer is dealt once for life. The numbers only tell them apart: changing one changes everybody's lives. */
const LOT = { birthday: 1, payday: 2, marries: 3, weddingAge: 4, weddingDay: 5, child: 6, childDay: 7, moves: 100 };

/** The customer's own number in [0, 1) for a lot: the same one whenever and wherever it is asked for. */
function lot(user: LifeSeed, which: number): number {
  return (mix32(ownSeed(user) + Math.imul(which, 0x9e3779b9)) >>> 0) / 0x1_0000_0000;
}

/** Policies ask for one customer's lots in a row, and folding the id is most of the work: the last one is remembered. */
const last = { userId: "", randomSeed: NaN, seed: 0 };

function ownSeed({ userId, randomSeed }: LifeSeed): number {
  if (last.userId !== userId || last.randomSeed !== randomSeed) {
    last.seed = seedOf(userId) ^ Math.floor(randomSeed * 0x1_0000_0000);
    last.userId = userId;
    last.randomSeed = randomSeed;
  }
  return last.seed;
}

/** Days from 1 January to the birthday, 0 to 364. In a leap year it comes a day early from March on; nobody minds. */
export function birthdayOf(user: LifeSeed): number {
  return Math.floor(lot(user, LOT.birthday) * 365);
}

/** The payday of those who are paid on the month's last day. */
export const LAST_OF_MONTH = 31;

/**
 * Day of the month on which the salary comes, or {@link LAST_OF_MONTH}.
 *
 * The 25th is by far the most common payday in Korea, then the 10th; the shares are estimates.
 */
export function paydayOf(user: LifeSeed): number {
  const share = lot(user, LOT.payday);
  if (share < 0.45) return 25;
  if (share < 0.7) return 10;
  if (share < 0.8) return 21;
  if (share < 0.88) return 15;
  return share < 0.94 ? 5 : LAST_OF_MONTH;
}

/**
 * The day number of the customer's wedding, or `null` without one.
 *
 * Seven in ten marry, at 27 to 38: around the mean ages at first marriage (33.9 men, 31.6 women; Statistics Korea,
 * marriages of 2024), rounded to one range for both.
 */
export function weddingDayOf(user: LifeSeed): number | null {
  if (user.birthYear === null || lot(user, LOT.marries) >= 0.7) return null;
  const age = 27 + Math.floor(lot(user, LOT.weddingAge) * 12);
  return dayOfYear(user.birthYear + age, lot(user, LOT.weddingDay));
}

/** The day number on which the customer's first child is born, or `null`. Four in five couples, in the third year. */
export function firstChildDayOf(user: LifeSeed): number | null {
  const wedding = weddingDayOf(user);
  if (wedding === null || lot(user, LOT.child) >= 0.8) return null;
  return wedding + 365 + Math.floor(lot(user, LOT.childDay) * 730);
}

/**
 * The day number on which the customer moves house in a year, or `null`.
 *
 * 12 of 100 people a year, as in Statistics Korea's internal migration figures (2023: 12.0 %).
 */
export function movingDayOf(user: LifeSeed, year: number): number | null {
  const share = lot(user, LOT.moves + year);
  return share < 0.12 ? dayOfYear(year, share / 0.12) : null;
}

function dayOfYear(year: number, share: number): number {
  return newYearsDay(year) + Math.floor(share * 365);
}

/** The day number of 1 January. */
export function newYearsDay(year: number): number {
  if (lastYear.year !== year) Object.assign(lastYear, { year, day: Date.UTC(year, 0, 1) / DAY_MS });
  return lastYear.day;
}

/** Asked for by every customer of a pool, all on the same day. */
const lastYear = { year: NaN, day: NaN };
