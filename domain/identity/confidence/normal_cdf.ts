/**
 * Probability that a standard normal variable is below `x`: erfc by the Chebyshev fit of "Numerical Recipes" (Press,
 * Teukolsky, Vetterling, Flannery, 2nd edition, 6.2), with a relative error below 1.2e-7.
 */
export function normalCdf(x: number): number {
  const z = Math.abs(x) / Math.SQRT2;
  const t = 1 / (1 + z / 2);
  // deno-fmt-ignore
  const exponent = -z * z - 1.26551223 + t * (1.00002368 + t * (0.37409196 + t * (0.09678418 + t * (-0.18628806 +
    t * (0.27886807 + t * (-1.13520398 + t * (1.48851587 + t * (-0.82215223 + t * 0.17087277))))))));
  const beyond = t * Math.exp(exponent) / 2;
  return x >= 0 ? 1 - beyond : beyond;
}

export function normalDensity(x: number): number {
  return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
}
