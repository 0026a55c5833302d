import { calibrated } from "../confidence/calibrate.ts";
import { likeliest } from "../confidence/forward_filter.ts";
import type { Calibration } from "../confidence/parameters.ts";
import { pooled } from "../confidence/pooled.ts";
import type { TabledStates } from "../confidence/tabled_states.ts";
import { forwardBackward, logSumOf, type SmoothedMoment } from "./forward_backward.ts";
import type { ReadingSequence } from "./sequences.ts";

/** Of readings that the parameters have not been learned from. */
export interface HeldBackFigures {
  readonly moments: number;
  /**
   * Mean log-density of a moment given the earlier ones: prequential (Dawid, "Statistical theory: the prequential
   * approach", 1984), so comparable between models.
   */
  readonly likelihood: number;
  /**
   * Overconfidence: by how much the answers claim more than the later readings confirm, in ten bins as the expected
   * calibration error is. It needs no labels; claiming less is no fault, since a model's own view of later readings
   * misses its errors.
   */
  readonly overconfidence: number;
  /** Where the truth was told: the expected calibration error. */
  readonly calibrationError?: number;
}

export type LabelledFigures = HeldBackFigures & { readonly calibrationError: number };

export interface Answering {
  readonly states: TabledStates;
  /** Another model whose answers are pooled with those of `states`. */
  readonly other?: { readonly states: TabledStates; readonly weight: number } | undefined;
  readonly calibration: Calibration;
}

const BINS = 10;

export function figuresOf(
  { calibration, ...models }: Answering,
  sequences: readonly ReadingSequence[],
): HeldBackFigures {
  const gaps = new Float64Array(BINS);
  let moments = 0;
  let predictive = 0;
  for (const sequence of sequences) {
    const { answers, likelihood } = answersOf(models, sequence);
    predictive += likelihood;
    moments += answers.length;
    for (const { confidence, right } of answers) {
      const said = calibrated(confidence, calibration);
      gaps[Math.min(BINS - 1, Math.floor(said * BINS))]! += said - right;
    }
  }
  const over = gaps.reduce((sum, gap) => sum + Math.max(0, gap), 0);
  return {
    moments,
    likelihood: moments === 0 ? 0 : predictive / moments,
    overconfidence: moments === 0 ? 0 : over / moments,
  };
}

interface UnlabelledAnswer {
  readonly confidence: number;
  /** How likely the answer is right by all readings, later ones too. */
  readonly right: number;
}

function answersOf({ states, other }: Omit<Answering, "calibration">, sequence: ReadingSequence) {
  const logDensities: number[] = [];
  const shares = sharesOf(states, sequence, ({ predicted, levels }) => {
    logDensities.push(logSumOf(predicted, states.logDensity(levels)));
  });
  const pool = other && sharesOf(other.states, sequence);
  const answers = shares.map((own, nth): UnlabelledAnswer => {
    const of = (which: "filtered" | "smoothed") =>
      pool ? pooled(own[which], pool[nth]![which], other.weight) : own[which];
    const [beaconId, confidence] = likeliest(of("filtered"));
    return { confidence, right: of("smoothed").get(beaconId)! };
  });
  // The moments come from the last to the first.
  return { answers, likelihood: logDensities.reduceRight((sum, value) => sum + value, 0) };
}

/** By beacon, for each moment, from the last to the first. */
export function sharesOf(
  states: TabledStates,
  sequence: ReadingSequence,
  visit: (moment: SmoothedMoment) => void = () => {},
) {
  const shares: { readonly filtered: Map<string, number>; readonly smoothed: Map<string, number> }[] = [];
  forwardBackward(states, sequence, (moment) => {
    visit(moment);
    shares.push({ filtered: states.nearest(moment.filtered), smoothed: states.nearest(moment.smoothed) });
  });
  return shares;
}
