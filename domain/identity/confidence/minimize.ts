interface MinimizeOptions {
  readonly rounds: number;
  readonly onRound?: () => void;
}

const NUDGE = 1e-4;
const FIRST = 0.05;
const LEAST = 1e-4;
const MOST = 0.5;
const FASTER = 1.3;
const SLOWER = 0.5;

/** iRprop− (Igel and Hüsken, "Improving the Rprop learning algorithm", 2000). Never worse than `from`. */
export function minimize(
  f: (values: readonly number[]) => number,
  from: readonly number[],
  { rounds, onRound }: MinimizeOptions,
): number[] {
  let values = [...from];
  let best = { at: f(values), values };
  const steps = values.map(() => FIRST);
  let slopesBefore = values.map(() => 0);
  for (let round = 0; round < rounds; round++) {
    const here = round === 0 ? best.at : f(values);
    if (here < best.at) best = { at: here, values };
    const slopes = values.map((_, nth) => f(values.with(nth, values[nth]! + NUDGE)) - here);
    values = values.map((value, nth) => {
      const turn = slopes[nth]! * slopesBefore[nth]!;
      if (turn < 0) {
        steps[nth] = Math.max(LEAST, steps[nth]! * SLOWER);
        slopes[nth] = 0;
      } else if (turn > 0) steps[nth] = Math.min(MOST, steps[nth]! * FASTER);
      return value - Math.sign(slopes[nth]!) * steps[nth]!;
    });
    slopesBefore = slopes;
    onRound?.();
  }
  const last = f(values);
  return last < best.at ? values : best.values;
}
