export interface Judged {
  /** 0 to 1; 0 without an answer. */
  readonly confidence: number;
  readonly right: boolean;
}

/** Answers with `from` ≤ confidence < `to`; the last bin includes its end. */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Mean confidence and share of right answers; `null` for an empty bin. */
  readonly confidence: number | null;
  readonly accuracy: number | null;
}

export interface Scores {
  readonly moments: number;
  readonly accuracy: number | null;
  /** Answers at this confidence or more: share that is right, and share of all moments. */
  readonly confident: {
    readonly threshold: number;
    readonly accuracy: number | null;
    readonly coverage: number | null;
  };
  readonly brier: number | null;
  readonly ece: number | null;
  readonly reliability: readonly ReliabilityBin[];
}

const CONFIDENT = 0.8;
const BINS = 10;

/**
 * A figure without data is `null`. Brier = mean of (confidence − right)² (Brier, 1950); expected calibration error =
 * Σ over bins of count/all · |accuracy − mean confidence| (Naeini, Cooper, Hauskrecht, 2015).
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
