/** The share of lines that must become orders unless it is told. */
export const ENOUGH = 0.99;

/** @param accept the share of lines that must be orders: neither rejected, nor other than what is stored */
export function isEnough(
  { lines, rejected, differing = 0 }: {
    readonly lines: number;
    readonly rejected: number;
    readonly differing?: number;
  },
  accept: number,
): boolean {
  const good = lines - rejected - differing;
  return good > 0 && good >= accept * lines;
}

/** "99%", "99" and "0.99" are the same; `null` for what is no share. */
export function readShare(text: string): number | null {
  const match = /^(\d{1,3}(?:\.\d+)?)\s*(%?)$/.exec(text);
  if (!match) return null;
  const number = Number(match[1]);
  const share = match[2] === "%" || number > 1 ? number / 100 : number;
  return share <= 1 ? share : null;
}
