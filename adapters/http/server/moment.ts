const MOMENT = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?)(Z|[+-]\d{2})(:\d{2})?$/;

/** To the microsecond, as a database writes it; an impossible day or hour would fail its query. */
export function isMoment(text: string): boolean {
  const [, day, time, hours, minutes = hours === "Z" ? "" : ":00"] = MOMENT.exec(text) ?? [];
  try {
    Temporal.Instant.from(`${day}T${time}${hours}${minutes}`);
    return true;
  } catch {
    return false;
  }
}

/** As 2026-03-02. */
export function isDay(text: string): boolean {
  try {
    return /^\d{4}-\d{2}-\d{2}$/.test(text) && Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}
