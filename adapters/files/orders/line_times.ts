import { EARLIEST_ORDER } from "../../../domain/commerce/order_placement.ts";
import { MINUTE_MS } from "../../../domain/shared/durations.ts";
import { memoLast } from "../../../domain/shared/memo_last.ts";
import { type DateOrder, parseTime, type WrittenTime } from "./dates.ts";
import type { RowFields } from "./row_fields.ts";
import { timeZoneNamed, ZonedTimes } from "./time_zones.ts";

interface LineTimesOptions {
  /** `null` where no line needs it. */
  readonly dates: DateOrder | null;
  /** For lines that don't say. */
  readonly zone: string;
  /** Later times are refused. */
  readonly latest: Date;
}

const NO = /^(n|no|false|0|-|아니오)$/i;

/** When the orders of one file were placed and cancelled. */
export class LineTimes {
  readonly #dates: DateOrder | null;
  readonly #zone: string;
  readonly #latest: Date;
  readonly #parse: (text: string) => WrittenTime | null;
  readonly #times = new ZonedTimes();
  readonly #zones = new Map<string, string | null>();

  constructor({ dates, zone, latest }: LineTimesOptions) {
    this.#dates = dates;
    this.#zone = zone;
    this.#latest = latest;
    this.#parse = memoLast((text) => parseTime(text, dates));
  }

  /** `null` for a row that is refused. */
  placedAt(fields: RowFields): Date | null {
    const [date, time] = [fields.text("date"), fields.text("time")];
    const written = this.#parse(time === "" ? date : `${date} ${time}`);
    if (!written) {
      const asks = this.#dates === null && /^\d{1,2}[\/-]\d{1,2}[\/-]\d/.test(date);
      fields.refuse(
        "date",
        asks ? "one time: day or month first? give --dates dmy or mdy" : "a time such as 2010-12-01 08:26:00",
      );
      return null;
    }
    const at = this.#instantOf(written, fields);
    if (at && at < EARLIEST_ORDER) {
      fields.refuse("date", `a time from ${EARLIEST_ORDER.getUTCFullYear()} on`);
      return null;
    }
    if (at && at > this.#latest) {
      fields.refuse("date", "a time of the past");
      return null;
    }
    return at;
  }

  /** `null` for an order that is not cancelled. A word instead of a time stands for `placedAt`. */
  cancelledAt(fields: RowFields, placedAt: Date): Date | null {
    const text = fields.text("cancelled");
    if (text === "" || NO.test(text)) return null;
    const written = parseTime(text, this.#dates);
    return (written && this.#instantOf(written, fields)) ?? placedAt;
  }

  #instantOf({ local, offset }: WrittenTime, fields: RowFields): Date | null {
    if (offset !== null) return new Date(local - offset * MINUTE_MS);
    const named = fields.text("zone");
    const zone = named === "" ? this.#zone : this.#zoneNamed(named);
    if (zone === null) {
      fields.refuse("zone", "a time zone such as Asia/Seoul");
      return null;
    }
    return new Date(this.#times.instantOf(local, zone));
  }

  #zoneNamed(name: string): string | null {
    if (!this.#zones.has(name)) this.#zones.set(name, timeZoneNamed(name));
    return this.#zones.get(name)!;
  }
}
