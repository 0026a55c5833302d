import { instant } from "../../../domain/shared/instant.ts";
import { WrongSettings } from "./settings.ts";

interface Bounds {
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

/** The time given with a flag: a day, from its beginning by UTC, or a time with its offset. Throws `WrongSettings` naming it. */
export function timeFlag<T>(flag: string, text: string | undefined, otherwise: T): Date | T {
  if (text === undefined) return otherwise;
  // The runtime's own reading takes "5" for a May of 2001, and 30 February for 2 March.
  const at = instant.safeParse(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text);
  if (!at.success) {
    throw new WrongSettings([
      `--${flag} is "${text}": expected a day or time such as 2026-03-02 or 2026-03-02T12:00:00Z`,
    ]);
  }
  return at.data;
}
