export const IDENTITIES_KEPT_YEARS = 5;
export const EVENTS_KEPT_YEARS = 1;
/** The sample that the confidence model learns from, and how much of it counts unless somebody says otherwise. */
export const READINGS_KEPT_DAYS = 30;
export const LEARNED_FROM_DAYS = 14;
/** What was told of identifications: all of it counts. */
export const FEEDBACK_KEPT_DAYS = 180;

/** 29 February becomes 1 March in other years. */
export function yearsBefore(at: Date, years: number): Date {
  const before = new Date(at);
  before.setUTCFullYear(before.getUTCFullYear() - years);
  return before;
}

export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

export function dayAfter(day: string, days = 1): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return dayOf(at);
}
