/** An exact decimal number, `digits / 10 ** scale`: 2.55 is 255n with scale 2. Binary floats can't hold 2.55. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** Longer numbers are no prices, and arithmetic on millions of digits would stall the process. */
const MAX_LENGTH = 40;

/** Reads "2.55", "-11062.06", "6" or ".5"; `null` for all else: exponents, thousands separators, other scripts' digits. */
export function parseDecimal(text: string): Decimal | null {
  if (text.length > MAX_LENGTH) return null;
  const match = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text);
  if (!match) return null;
  const [, sign, whole = "", fraction = ""] = match;
  if (whole === "" && fraction === "") return null;
  const digits = BigInt(whole + fraction);
  return { digits: sign === "-" ? -digits : digits, scale: fraction.length };
}

export function multiply(a: Decimal, b: Decimal): Decimal {
  return { digits: a.digits * b.digits, scale: a.scale + b.scale };
}

/**
 * The nearest whole number; a half goes away from zero.
 *
 * Rounding the magnitude makes it symmetric, so `roundHalfUp(x)` and `roundHalfUp(-x)` add up to exactly zero.
 */
export function roundHalfUp({ digits, scale }: Decimal): bigint {
  const unit = 10n ** BigInt(scale);
  const magnitude = digits < 0n ? -digits : digits;
  const rounded = (2n * magnitude + unit) / (2n * unit);
  return digits < 0n ? -rounded : rounded;
}
