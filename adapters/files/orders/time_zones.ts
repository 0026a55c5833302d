import { HOUR_MS } from "../../../domain/shared/durations.ts";

/** Names of Rails and Windows, as tills write them. */
const NAMES: Readonly<Record<string, string>> = {
  "eastern time (us & canada)": "America/New_York",
  "central time (us & canada)": "America/Chicago",
  "mountain time (us & canada)": "America/Denver",
  "pacific time (us & canada)": "America/Los_Angeles",
  "indiana (east)": "America/Indiana/Indianapolis",
  "arizona": "America/Phoenix",
  "alaska": "America/Anchorage",
  "hawaii": "Pacific/Honolulu",
  "atlantic time (canada)": "America/Halifax",
  "newfoundland": "America/St_Johns",
  "saskatchewan": "America/Regina",
  "london": "Europe/London",
  "dublin": "Europe/Dublin",
  "edinburgh": "Europe/London",
  "paris": "Europe/Paris",
  "madrid": "Europe/Madrid",
  "berlin": "Europe/Berlin",
  "sydney": "Australia/Sydney",
  "melbourne": "Australia/Melbourne",
  "brisbane": "Australia/Brisbane",
  "adelaide": "Australia/Adelaide",
  "perth": "Australia/Perth",
  "darwin": "Australia/Darwin",
  "hobart": "Australia/Hobart",
  "tokyo": "Asia/Tokyo",
  "osaka": "Asia/Tokyo",
  "sapporo": "Asia/Tokyo",
  "seoul": "Asia/Seoul",
  "brasilia": "America/Sao_Paulo",
};

/** The IANA name or offset a zone goes by; `null` for one that doesn't exist. */
export function timeZoneNamed(name: string): string | null {
  const known = NAMES[name.trim().toLowerCase()] ?? name.trim();
  try {
    return new Intl.DateTimeFormat("en", { timeZone: known }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

/** Milliseconds of a local time's instant. Offsets are looked up once an hour of the calendar. */
export class ZonedTimes {
  readonly #offsets = new Map<string, Map<number, number>>();

  /** @param zone as {@link timeZoneNamed} gives it @param local as if it were UTC */
  instantOf(local: number, zone: string): number {
    if (zone === "UTC") return local;
    let offsets = this.#offsets.get(zone);
    if (!offsets) this.#offsets.set(zone, offsets = new Map());
    const hour = Math.floor(local / HOUR_MS);
    let offset = offsets.get(hour);
    if (offset === undefined) {
      const plain = new Date(hour * HOUR_MS).toISOString().slice(0, 19);
      // Of an hour that clocks repeat, the first; of one that they skip, the time after it.
      offset = hour * HOUR_MS - Temporal.PlainDateTime.from(plain).toZonedDateTime(zone).epochMilliseconds;
      offsets.set(hour, offset);
    }
    return local - offset;
  }
}
