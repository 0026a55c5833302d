/**
 * A logarithmic opinion pool (Heskes, "Selecting weighting factors in logarithmic opinion pools", 1998): shares ∝
 * one^(1 − weight) · other^weight. Models that err for different reasons are less sure together where they differ.
 */
export function pooled(
  one: ReadonlyMap<string, number>,
  other: ReadonlyMap<string, number>,
  weight: number,
): Map<string, number> {
  const products = [...one].map(([id, share]) => [id, share ** (1 - weight) * (other.get(id) ?? 0) ** weight] as const);
  const sum = products.reduce((sum, [, product]) => sum + product, 0);
  return sum > 0 ? new Map(products.map(([id, product]) => [id, product / sum])) : new Map(one);
}
