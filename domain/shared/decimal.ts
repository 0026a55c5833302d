/** Exact decimal number, `digits / 10 ** scale`: 2.55 is 255n with scale 2. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

export const ZERO: Decimal = { digits: 0n, scale: 0 };

/** Most numbers are short. */
const POWERS = Array.from({ length: 41 }, (_, exponent) => 10n ** BigInt(exponent));

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

export function add(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { digits: widened(a, scale) + widened(b, scale), scale };
}

export function subtract(a: Decimal, b: Decimal): Decimal {
  return add(a, negate(b));
}

export function negate({ digits, scale }: Decimal): Decimal {
  return { digits: -digits, scale };
}

export function absolute(a: Decimal): Decimal {
  return isNegative(a) ? negate(a) : a;
}

export function isNegative({ digits }: Decimal): boolean {
  return digits < 0n;
}

export function isWhole({ digits, scale }: Decimal): boolean {
  return scale === 0 || digits % powerOfTen(scale) === 0n;
}

export function multiply(a: Decimal, b: Decimal): Decimal {
  return { digits: a.digits * b.digits, scale: a.scale + b.scale };
}

/** To `scale` digits after the point, towards zero. Throws `RangeError` for a divisor of zero. */
export function divide(a: Decimal, by: Decimal, scale: number): Decimal {
  return { digits: a.digits * powerOfTen(scale + by.scale) / (by.digits * powerOfTen(a.scale)), scale };
}

/** Rounds to the nearest whole number, halves away from zero: `roundHalfUp(x) + roundHalfUp(-x)` is exactly zero. */
export function roundHalfUp({ digits, scale }: Decimal): bigint {
  if (scale === 0) return digits;
  const unit = powerOfTen(scale);
  const magnitude = digits < 0n ? -digits : digits;
  const rounded = (2n * magnitude + unit) / (2n * unit);
  return digits < 0n ? -rounded : rounded;
}

function widened({ digits, scale }: Decimal, to: number): bigint {
  return to === scale ? digits : digits * powerOfTen(to - scale);
}

function powerOfTen(exponent: number): bigint {
  return POWERS[exponent] ?? 10n ** BigInt(exponent);
}
