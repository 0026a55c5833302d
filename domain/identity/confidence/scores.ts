/** One answer beside the truth. */
export interface Judged {
  /** 0 to 1; 0 where there was no answer. */
  readonly confidence: number;
  readonly right: boolean;
}

/** The answers whose confidence lies in one tenth: `from` ≤ confidence < `to`, the last one with its end. */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Mean confidence of these answers, and the share of them that is right; `null` where there are none. */
  readonly confidence: number | null;
  readonly accuracy: number | null;
}

/** How good a model's answers are, and how far its probabilities can be taken at their word. */
export interface Scores {
  readonly moments: number;
  /** Share right of all moments. */
  readonly accuracy: number | null;
  /** At this confidence or more: the share right, and the share of all moments that are answered so. */
  readonly confident: {
    readonly threshold: number;
    readonly accuracy: number | null;
    readonly coverage: number | null;
  };
  readonly brier: number | null;
  readonly ece: number | null;
  readonly reliability: readonly ReliabilityBin[];
}

/** What an identification needs at least. */
const CONFIDENT = 0.8;
const BINS = 10;

/**
 * Scores of the answers to all moments; every figure is `null` where there is nothing to take it from.
 *
 *     Brier = mean of (confidence − right)²,   ECE = Σ over bins of count/all · |accuracy − mean confidence|
 *
 * The Brier score is that of the event "the answer is right" (Brier, "Verification of forecasts expressed in terms of
 * probability", 1950). The expected calibration error has ten bins of equal width (Naeini, Cooper, Hauskrecht,
 * "Obtaining well calibrated probabilities using Bayesian binning", 2015).
 */
export function score(answers: readonly Judged[], threshold = CONFIDENT): Scores {
  const confident = answers.filter(({ confidence }) => confidence >= threshold);
  const reliability = reliabilityOf(answers);
  const gaps = reliability.map(({ count, confidence, accuracy }) =>
    count * Math.abs((accuracy ?? 0) - (confidence ?? 0))
  );
  return {
    moments: answers.length,
    accuracy: shareRight(answers),
    confident: {
      threshold,
      accuracy: shareRight(confident),
      coverage: answers.length === 0 ? null : confident.length / answers.length,
    },
    brier: mean(answers.map(({ confidence, right }) => (confidence - (right ? 1 : 0)) ** 2)),
    ece: answers.length === 0 ? null : gaps.reduce((sum, gap) => sum + gap, 0) / answers.length,
    reliability,
  };
}

function reliabilityOf(answers: readonly Judged[]): ReliabilityBin[] {
  const bins = Array.from({ length: BINS }, (): Judged[] => []);
  for (const answer of answers) bins[Math.min(BINS - 1, Math.floor(answer.confidence * BINS))]!.push(answer);
  return bins.map((bin, nth) => ({
    from: nth / BINS,
    to: (nth + 1) / BINS,
    count: bin.length,
    confidence: mean(bin.map(({ confidence }) => confidence)),
    accuracy: shareRight(bin),
  }));
}

function shareRight(answers: readonly Judged[]): number | null {
  return mean(answers.map(({ right }) => right ? 1 : 0));
}

function mean(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
