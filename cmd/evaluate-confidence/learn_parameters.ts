import type { Progress } from "../../adapters/system/progress.ts";
import { evaluate, type LabelledMoment } from "../../domain/identity/confidence/evaluate.ts";
import type { ConfidenceParameters } from "../../domain/identity/confidence/parameters.ts";
import { type Judged, score, type Scores } from "../../domain/identity/confidence/scores.ts";
import type { BeaconPositions } from "../../domain/identity/confidence/signal.ts";
import { levelsAt } from "../../domain/identity/confidence/window.ts";
import { isBetter } from "../../domain/identity/learning/is_better.ts";
import {
  learnConfidence,
  type LearnedSet,
  LEARNING_ROUNDS,
  resultOf,
} from "../../domain/identity/learning/learn_confidence.ts";
import { type ReadingSequence, sequencesOf } from "../../domain/identity/learning/sequences.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import { scoresAsText } from "./report.ts";
import type { UnlabelledMoment } from "./read_unlabelled.ts";

/** Readings that are learned from and judged: each block is judged by what the other blocks taught. */
const BLOCKS = 5;

interface LearnInput {
  readonly moments: readonly LabelledMoment[];
  /** `null`: the readings of the moments themselves, without their labels. */
  readonly unlabelled: readonly UnlabelledMoment[] | null;
  readonly positions: BeaconPositions;
  readonly live: ConfidenceParameters;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

export interface LearningScores {
  readonly before: Scores;
  readonly after: Scores;
  /** Of each learning: what was learned from, and the figures of the held-back readings. */
  readonly learned: readonly (Pick<LearnedSet, "moments" | "before" | "after"> & { readonly isBetter: boolean })[];
}

/** Labels only judge. Throws `WrongSettings` if there is too little to learn from. */
export function judgeLearning({ moments, unlabelled, positions, live, progress, signal }: LearnInput): LearningScores {
  const blocks = unlabelled ? 1 : BLOCKS;
  const perBlock = Math.ceil(moments.length / blocks);
  const before: Judged[] = [];
  const after: Judged[] = [];
  const learned: LearningScores["learned"][number][] = [];
  for (let block = 0; block < blocks; block++) {
    const isJudged = (nth: number) => Math.floor(nth / perBlock) === block;
    const judged = moments.filter((_, nth) => isJudged(nth));
    const parts = unlabelled
      ? [unlabelled]
      : [moments.slice(0, block * perBlock), moments.slice((block + 1) * perBlock)].map(withoutLabels);
    const steps = learnConfidence(parts.flatMap((part) => sequences(part, live)), { live, positions });
    const result = resultOf(steps, (done) => {
      signal.throwIfAborted();
      progress.show("learning", block * LEARNING_ROUNDS + done, blocks * LEARNING_ROUNDS);
    });
    if (!result.ok) throw new WrongSettings([result.refusal.message]);
    const set = result.value;
    before.push(...evaluate(judged, live, positions));
    after.push(...evaluate(judged, set.parameters, positions));
    learned.push({
      moments: set.moments,
      before: set.before,
      after: set.after,
      isBetter: isBetter(set.after, set.before).ok,
    });
  }
  progress.end();
  return { before: score(before), after: score(after), learned };
}

function withoutLabels(moments: readonly LabelledMoment[]): UnlabelledMoment[] {
  return moments.map(({ at, signals }) => ({ at, levels: levelsAt(signals, at) }));
}

function sequences(moments: readonly UnlabelledMoment[], { windowSeconds }: ConfidenceParameters): ReadingSequence[] {
  return sequencesOf(moments.filter(({ levels }) => levels.size > 0), windowSeconds);
}

export function learningAsText({ before, after, learned }: LearningScores): string {
  return [
    "Before learning:",
    "",
    scoresAsText(before),
    "",
    learned.length === 1
      ? `After learning from ${learned[0]!.moments} moments without their labels:`
      : `After learning, each of ${learned.length} blocks of time judged by what the others taught without their labels:`,
    "",
    scoresAsText(after),
    "",
    ...learned.map((one, nth) =>
      `  ${learned.length === 1 ? "" : `block ${nth + 1}: `}held back ${one.after.moments} moments: log-likelihood ` +
      `${one.before.likelihood.toFixed(3)} before, ${one.after.likelihood.toFixed(3)} after; ` +
      `overconfidence ${one.before.overconfidence.toFixed(3)} before, ${one.after.overconfidence.toFixed(3)} after; ` +
      (one.isBetter ? "it would go live" : "it would be refused")
    ),
  ].join("\n");
}
