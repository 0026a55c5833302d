import { DAY_MS } from "../../shared/durations.ts";
import { mix32, seedOf } from "../../shared/random.ts";
import type { User } from "../user.ts";

export type LifeSeed = Pick<User, "userId" | "randomSeed" | "birthYear">;

/** Indices of a customer's derived random numbers. Changing one changes the life events of every customer. */
const LOT = {
  birthday: 1,
  payday: 2,
  marries: 3,
  weddingAge: 4,
  weddingDay: 5,
  child: 6,
  childDay: 7,
  keenness: 8,
  moves: 100,
  days: 10_000,
};

function lot(user: LifeSeed, which: number): number {
  return (mix32(ownSeed(user) + Math.imul(which, 0x9e3779b9)) >>> 0) / 0x1_0000_0000;
}

/** Cache of the last customer's seed: policies request several lots in a row and hashing the id is most of the work. */
const last = { userId: "", randomSeed: NaN, seed: 0 };

function ownSeed({ userId, randomSeed }: LifeSeed): number {
  if (last.userId !== userId || last.randomSeed !== randomSeed) {
    last.seed = seedOf(userId) ^ Math.floor(randomSeed * 0x1_0000_0000);
    last.userId = userId;
    last.randomSeed = randomSeed;
  }
  return last.seed;
}

/** Days from 1 January to the birthday, 0 to 364. In a leap year it falls one day early from March on. */
export function birthdayOf(user: LifeSeed): number {
  return Math.floor(lot(user, LOT.birthday) * 365);
}

export const LAST_OF_MONTH = 31;

/** Uniform over [0, 1), another one every day; in Seoul, days since 1970-01-01. */
export function lotOfDay(user: LifeSeed, dayNumber: number): number {
  return lot(user, LOT.days + dayNumber);
}

/** Uniform over [0, 1), for good: how keen a shopper somebody is. */
export function keennessOf(user: LifeSeed): number {
  return lot(user, LOT.keenness);
}

/** A day of the month or {@link LAST_OF_MONTH}; shares are estimates. */
export function paydayOf(user: LifeSeed): number {
  const share = lot(user, LOT.payday);
  if (share < 0.45) return 25;
  if (share < 0.7) return 10;
  if (share < 0.8) return 21;
  if (share < 0.88) return 15;
  return share < 0.94 ? 5 : LAST_OF_MONTH;
}

/** Seven in ten marry, at 27 to 38 (mean ages at first marriage 33.9 and 31.6; Statistics Korea, marriages of 2024). */
export function weddingDayOf(user: LifeSeed): number | null {
  if (user.birthYear === null || lot(user, LOT.marries) >= 0.7) return null;
  const age = 27 + Math.floor(lot(user, LOT.weddingAge) * 12);
  return dayOfYear(user.birthYear + age, lot(user, LOT.weddingDay));
}

export function firstChildDayOf(user: LifeSeed): number | null {
  const wedding = weddingDayOf(user);
  if (wedding === null || lot(user, LOT.child) >= 0.8) return null;
  return wedding + 365 + Math.floor(lot(user, LOT.childDay) * 730);
}

/** 12 of 100 people move per year (Statistics Korea, internal migration 2023: 12.0 %). */
export function movingDayOf(user: LifeSeed, year: number): number | null {
  const share = lot(user, LOT.moves + year);
  return share < 0.12 ? dayOfYear(year, share / 0.12) : null;
}

function dayOfYear(year: number, share: number): number {
  return newYearsDay(year) + Math.floor(share * 365);
}

export function newYearsDay(year: number): number {
  if (lastYear.year !== year) Object.assign(lastYear, { year, day: Date.UTC(year, 0, 1) / DAY_MS });
  return lastYear.day;
}

/** Cache, as every customer of a pool requests the same day. */
const lastYear = { year: NaN, day: NaN };
