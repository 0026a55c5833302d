import type { Progress } from "../../adapters/system/progress.ts";
import type { LabelledMoment } from "../../domain/identity/confidence/evaluate.ts";
import { fit } from "../../domain/identity/confidence/fit.ts";
import type { ConfidenceParameters } from "../../domain/identity/confidence/parameters.ts";
import type { Scores } from "../../domain/identity/confidence/scores.ts";
import type { BeaconPositions } from "../../domain/identity/confidence/signal.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import type { EvaluateArguments } from "./arguments.ts";
import { scoresAsText } from "./report.ts";

const FOLDS = 5;
const ROUNDS = 40;
/** Fewer moments make no test block. */
const FEWEST = 50;

interface FitInput {
  readonly moments: readonly LabelledMoment[];
  readonly positions: BeaconPositions;
  readonly start: ConfidenceParameters;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly rounds?: number | undefined;
}

/** The scores are of data held out from the fit. The file is replaced atomically; an interrupted fit writes nothing. */
export async function fitParameters(
  { fit: file, store }: EvaluateArguments & { readonly fit: string },
  { moments, positions, start, progress, signal, rounds = ROUNDS }: FitInput,
): Promise<{ readonly unseen: Scores; readonly text: string }> {
  if (moments.length < FEWEST) {
    throw new WrongSettings([`Cannot fit to ${moments.length} moments: at least ${FEWEST} are needed`]);
  }
  const { parameters, unseen, folds } = fit(moments, positions, {
    start,
    folds: FOLDS,
    rounds,
    signal,
    onRound: (done, total) => progress.show("fitting", done, total),
  });
  progress.end();
  const document = store === null ? { default: parameters } : { stores: { [store]: parameters } };
  await Deno.writeTextFile(`${file}.partial`, JSON.stringify(document, null, 2) + "\n");
  await Deno.rename(`${file}.partial`, file);
  return {
    unseen,
    text: [
      `Fitted to ${moments.length} moments, written to ${file}.`,
      `On ${FOLDS} blocks of time, each foretold by a fit to the others:`,
      "",
      scoresAsText(unseen),
      "",
      ...folds.map(({ moments, confident }, nth) =>
        `  block ${nth + 1}: ${moments} moments, at ${confident.threshold} or more ` +
        `${share(confident.accuracy)} right, covering ${share(confident.coverage)}`
      ),
    ].join("\n"),
  };
}

function share(value: number | null): string {
  return value === null ? "—" : `${(value * 100).toFixed(1)} %`;
}
