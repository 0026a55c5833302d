/** From 4.5 on the means really differ (Reparaz, Balasch, Verbauwhede: "Dude, is my code constant time?", 2017). */
export function welchT(a: readonly number[], b: readonly number[]): number {
  const left = momentsOf(a);
  const right = momentsOf(b);
  const error = Math.sqrt(left.variance / a.length + right.variance / b.length);
  return error === 0 ? 0 : (left.mean - right.mean) / error;
}

function momentsOf(samples: readonly number[]) {
  const mean = samples.reduce((sum, value) => sum + value, 0) / samples.length;
  const variance = samples.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (samples.length - 1);
  return { mean, variance };
}
