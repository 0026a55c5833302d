import { instant } from "../../../domain/shared/instant.ts";
import { WrongSettings } from "./settings.ts";

interface Bounds {
  readonly from: number;
  readonly to: number;
  readonly whole?: boolean;
}

/** Throws `WrongSettings` naming the flag. */
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

/** A day, from its beginning by UTC, or a time with its offset. Throws `WrongSettings` naming the flag. */
export function timeFlag<T>(flag: string, text: string | undefined, otherwise: T): Date | T {
  if (text === undefined) return otherwise;
  // `Date` reads "5" as May 2001, and 30 February as 2 March.
  const at = instant.safeParse(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text);
  if (!at.success) {
    throw new WrongSettings([
      `--${flag} is "${text}": expected a day or time such as 2026-03-02 or 2026-03-02T12:00:00Z`,
    ]);
  }
  return at.data;
}
