import { WrongSettings } from "./settings.ts";

export interface Bounds {
  readonly from: number;
  readonly to: number;
  readonly whole?: boolean;
}

/** The number given with a flag, or `otherwise` when the flag was left out. Throws `WrongSettings` naming the flag. */
export function numberFlag<T>(
  flag: string,
  text: string | undefined,
  { from, to, whole }: Bounds,
  otherwise: T,
): number | T {
  if (text === undefined) return otherwise;
  const value = Number(text);
  const fits = text.trim() !== "" && value >= from && value <= to && (!whole || Number.isInteger(value));
  if (!fits) {
    throw new WrongSettings([
      `--${flag} is "${text}": expected a ${whole ? "whole " : ""}number from ${from} to ${to}`,
    ]);
  }
  return value;
}

/** The time given with a flag. Throws `WrongSettings` naming the flag. */
export function timeFlag<T>(flag: string, text: string | undefined, otherwise: T): Date | T {
  if (text === undefined) return otherwise;
  const at = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text);
  if (Number.isNaN(at.getTime())) {
    throw new WrongSettings([
      `--${flag} is "${text}": expected a day or time such as 2026-03-02 or 2026-03-02T12:00:00Z`,
    ]);
  }
  return at;
}
