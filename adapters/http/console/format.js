// @ts-check

/** Numbers, money and times as people write them, always in Seoul time. @param {"en" | "ko"} language */
export function formats(language) {
  const locale = language === "ko" ? "ko-KR" : "en-GB";
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const tenth = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, minimumFractionDigits: 1 });
  const factor = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  // The narrow symbol is ₩ in every language; "en-GB" would otherwise write "KRW" for some.
  const won = new Intl.NumberFormat(locale, { style: "currency", currency: "KRW", currencyDisplay: "narrowSymbol" });
  const shortWon = new Intl.NumberFormat(locale, {
    style: "currency",
    currency: "KRW",
    currencyDisplay: "narrowSymbol",
    notation: "compact",
  });
  const clock = new Intl.DateTimeFormat(locale, {
    timeZone: "Asia/Seoul",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  const moment = new Intl.DateTimeFormat(locale, {
    timeZone: "Asia/Seoul",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const dayOfWeek = new Intl.DateTimeFormat(locale, {
    timeZone: "Asia/Seoul",
    weekday: "short",
    month: "short",
    day: "numeric",
  });
  const weekday = new Intl.DateTimeFormat(locale, { timeZone: "Asia/Seoul", weekday: "short", day: "numeric" });
  const metres = new Intl.NumberFormat(locale, { style: "unit", unit: "meter", maximumFractionDigits: 1 });
  const shortDay = new Intl.DateTimeFormat(locale, { timeZone: "Asia/Seoul", month: "numeric", day: "numeric" });
  return {
    /** @param {number} value */
    whole: (value) => whole.format(value),
    /** @param {number} value */
    rate: (value) => value < 10 ? tenth.format(value) : whole.format(value),
    /** @param {number} value */
    factor: (value) => factor.format(value),
    /** @param {number} share 0 to 1 */
    percent: (share) => percent.format(share),
    /** @param {number} amount */
    won: (amount) => won.format(amount),
    /** To two digits, for a chart. @param {number} amount */
    shortWon: (amount) => shortWon.format(amount),
    /** @param {number | string} at seconds, or RFC 3339 text */
    time: (at) => clock.format(typeof at === "number" ? at * 1000 : new Date(at)),
    /** Hours and minutes. @param {string} at RFC 3339 text */
    timeOfDay: (at) => clock.format(new Date(at)).slice(0, 5),
    /** A day of the calendar with its weekday. @param {string} day such as 2026-03-02 */
    dayName: (day) => dayOfWeek.format(new Date(`${day}T00:00:00+09:00`)),
    /** The day of the week and of the month. @param {string} day such as 2026-03-02 */
    weekday: (day) => weekday.format(new Date(`${day}T12:00:00+09:00`)),
    /** The month and the day of it, for a chart. @param {string} day such as 2026-03-02 */
    shortDay: (day) => shortDay.format(new Date(`${day}T12:00:00+09:00`)),
    /** @param {number} value */
    metres: (value) => metres.format(value),
    /** Day and time of day. @param {string} at RFC 3339 text */
    moment: (at) => moment.format(new Date(at)),
  };
}

/** @typedef {ReturnType<typeof formats>} Formats */
