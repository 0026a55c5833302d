import {
  birthdayOf,
  firstChildDayOf,
  keennessOf,
  LAST_OF_MONTH,
  lotOfDay,
  movingDayOf,
  newYearsDay,
  paydayOf,
  weddingDayOf,
} from "./life.ts";
import type { PropensityPolicy } from "../propensity_policy.ts";
import type { SeoulTime } from "../seoul_time.ts";
import type { User } from "../user.ts";

function yearsOf(birthYear: number | null, at: SeoulTime): number | null {
  return birthYear === null ? null : at.year - birthYear;
}

function isBetween(value: number, from: number, to: number): boolean {
  return value >= from && value <= to;
}

function isLastOfMonth(at: SeoulTime): boolean {
  return at.dayOfMonth >= 28 && new Date(Date.UTC(at.year, at.month, 0)).getUTCDate() === at.dayOfMonth;
}

function lifeEvent(
  name: string,
  boost: number,
  isUnderWay: (user: User, at: SeoulTime) => boolean,
): PropensityPolicy {
  return { name, boost, factor: (user, at) => isUnderWay(user, at) ? boost : 1 };
}

const BIRTHDAY = lifeEvent("birthday", 1.5, (user, at) => {
  if (user.birthYear === null) return false;
  const today = at.dayNumber - newYearsDay(at.year);
  const ahead = (birthdayOf(user) - today + 365) % 365;
  return ahead <= 7;
});

const PAYDAY = lifeEvent("payday", 1.4, (user, at) => {
  const years = yearsOf(user.birthYear, at);
  if (years === null || !isBetween(years, 20, 64)) return false;
  const payday = paydayOf(user);
  if (payday === LAST_OF_MONTH) return at.dayOfMonth <= 2 || isLastOfMonth(at);
  return isBetween(at.dayOfMonth - payday, 0, 2);
});

const WEDDING = lifeEvent("wedding", 1.9, (user, at) => {
  const years = yearsOf(user.birthYear, at);
  if (years === null || !isBetween(years, 26, 39)) return false;
  const day = weddingDayOf(user);
  return day !== null && isBetween(at.dayNumber - day, -60, 14);
});

const NEW_BABY = lifeEvent("new_baby", 1.8, (user, at) => {
  const years = yearsOf(user.birthYear, at);
  if (years === null || !isBetween(years, 27, 43)) return false;
  const day = firstChildDayOf(user);
  return day !== null && isBetween(at.dayNumber - day, -60, 180);
});

const MOVING = lifeEvent("moving", 1.6, (user, at) => {
  const years = yearsOf(user.birthYear, at);
  if (years === null || years < 20) return false;
  // Two weeks ahead or a month back may lie in another year, which has its own move.
  const nearYears = at.month === 1 ? [at.year, at.year - 1] : at.month === 12 ? [at.year, at.year + 1] : [at.year];
  return nearYears.some((year) => {
    const day = movingDayOf(user, year);
    return day !== null && isBetween(at.dayNumber - day, -14, 30);
  });
});

const NEW_TERM: PropensityPolicy = {
  name: "new_term",
  boost: 1.5,
  factor: (user, at) => {
    const monthAndDay = at.month * 100 + at.dayOfMonth;
    if (!isBetween(monthAndDay, 215, 310) && !isBetween(monthAndDay, 820, 905)) return 1;
    const years = yearsOf(user.birthYear, at);
    if (years === null) return 1;
    return isBetween(years, 8, 24) ? 1.5 : isBetween(years, 35, 49) ? 1.3 : 1;
  },
};

/** Children's Day (5 May) and Parents' Day (8 May). */
const FAMILY_MONTH = lifeEvent("family_month", 1.3, (user, at) => {
  if (at.month !== 5 || at.dayOfMonth > 8) return false;
  const years = yearsOf(user.birthYear, at);
  return years !== null && isBetween(years, 25, 54);
});

/** A keen shopper needs something on one day in five, an average one on one in forty. */
const NEEDY_DAYS = 0.2;
const IN_NEED = 6;

/**
 * What the demographics do not tell: on most days most people need nothing. Without it the same few hundred buy every
 * day, and become VIP together; `deno task scenarios --realism` shows what it makes of a year.
 */
const NEED = lifeEvent("need", IN_NEED, (user, at) => {
  if (user.birthYear === null) return false;
  return lotOfDay(user, at.dayNumber) < NEEDY_DAYS * keennessOf(user) ** 3;
});

/** All are neutral (1) without a year of birth. */
export const LIFE_EVENT_POLICIES: readonly PropensityPolicy[] = [
  BIRTHDAY,
  PAYDAY,
  WEDDING,
  NEW_BABY,
  MOVING,
  NEW_TERM,
  FAMILY_MONTH,
  NEED,
];
