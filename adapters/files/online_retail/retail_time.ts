/** "2010-12-01 08:26:00" or "12/1/2010 8:26" (month first), seconds optional, as UTC. `null` for anything else. */
export function parseRetailTime(text: string): Date | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})[ T](\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text);
  if (iso) return instantOf(iso[1], iso[2], iso[3], iso[4], iso[5], iso[6]);
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text);
  if (american) return instantOf(american[3], american[1], american[2], american[4], american[5], american[6]);
  return null;
}

function instantOf(...parts: (string | undefined)[]): Date | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map((part) => Number(part ?? 0));
  if (year < 1000 || hour > 23 || minute > 59 || second > 59) return null;
  const at = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  // Date.UTC overflows: 30 February would become 2 March.
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at : null;
}
