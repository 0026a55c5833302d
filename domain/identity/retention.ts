/** Identifications are kept this long, then their year leaves as a whole. */
export const IDENTITIES_KEPT_YEARS = 5;
/** Events are kept this long where they can be asked for, then they go to the archive. */
export const EVENTS_KEPT_YEARS = 1;

/** The same moment so many years before; 29 February becomes 1 March where there is none. */
export function yearsBefore(at: Date, years: number): Date {
  const before = new Date(at);
  before.setUTCFullYear(before.getUTCFullYear() - years);
  return before;
}

/** "2026-03-02", of UTC. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** The day so many days later; before, with a negative number. */
export function dayAfter(day: string, days = 1): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return dayOf(at);
}
