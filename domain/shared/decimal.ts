/** Exact decimal number, `digits / 10 ** scale`: 2.55 is 255n with scale 2. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** Prices are shorter; arithmetic on millions of digits would block the process. */
const MAX_LENGTH = 40;

/** `null` for anything but "2.55", "-11062.06", "6" or ".5": no exponents, separators, or other scripts' digits. */
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

/** Rounds to the nearest whole number, halves away from zero: `roundHalfUp(x) + roundHalfUp(-x)` is exactly zero. */
export function roundHalfUp({ digits, scale }: Decimal): bigint {
  const unit = 10n ** BigInt(scale);
  const magnitude = digits < 0n ? -digits : digits;
  const rounded = (2n * magnitude + unit) / (2n * unit);
  return digits < 0n ? -rounded : rounded;
}
