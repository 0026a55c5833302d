import { createProgress } from "../../adapters/system/progress.ts";
import { isSamePlan, parametersOf, storeWithPlan } from "../../domain/identity/confidence/configuration.ts";
import { evaluate } from "../../domain/identity/confidence/evaluate.ts";
import type { BeaconPositions } from "../../domain/identity/confidence/signal.ts";
import { SURVEYED } from "../../domain/identity/confidence/surveyed.ts";
import { surveyedCell } from "../../domain/identity/confidence/surveyed_cells.ts";
import { score } from "../../domain/identity/confidence/scores.ts";
import { readConfidenceParameters } from "../wiring/identity/read_confidence_parameters.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import type { EvaluateArguments } from "./arguments.ts";
import { fitParameters } from "./fit_parameters.ts";
import { judgeLearning, learningAsText } from "./learn_parameters.ts";
import { readMoments } from "./read_moments.ts";
import { readPositions } from "./read_positions.ts";
import { type CellPlace, isWideForm, readWideMoments } from "./read_wide_moments.ts";
import { readUnlabelled } from "./read_unlabelled.ts";
import { scoresAsJson, scoresAsText } from "./report.ts";

interface EvaluationRun {
  readonly signal: AbortSignal;
  readonly print?: (text: string) => void;
  readonly warn?: (text: string) => void;
  readonly fitRounds?: number;
}

const SHOWN = 20;

/** Unreadable rows are named on stderr and skipped. Throws `WrongSettings` if a file has no usable row. */
export async function runEvaluation(
  args: EvaluateArguments,
  { signal, print = console.log, warn = console.error, fitRounds }: EvaluationRun,
): Promise<number> {
  const configuration = readConfidenceParameters(args.parameters, "--parameters");
  const { positions, refused: refusedBeacons } = await readPositions(args.beacons);
  warnOf(refusedBeacons, warn);
  if (positions.size === 0) throw new WrongSettings([`Cannot read ${args.beacons}: there is no beacon in it`]);
  const { moments, rows, refused } = await isWideForm(args.readings)
    ? await readWideMoments(args.readings, positions, await cellsOf(args.cells, positions, warn))
    : await readMoments(args.readings, positions);
  warnOf(refused, warn);
  if (refused.length > 0) warn(`evaluate-confidence: ${refused.length} of ${rows} rows were skipped`);
  if (moments.length === 0) throw new WrongSettings([`Cannot read ${args.readings}: there is no reading in it`]);

  // A fit and learning start from the default: with the building's own parameters their test blocks would not be unseen.
  const starts = args.fit !== null || args.learnFrom !== null;
  const store = args.store ?? (starts ? null : storeWithPlan(configuration, positions));
  if (args.store !== null && args.fit === null && !configuration.stores.has(args.store)) {
    warn(`evaluate-confidence: there are no parameters of ${args.store}; the default is taken`);
  }
  const parameters = store === null ? configuration.default : parametersOf(configuration, store);
  if (args.fit !== null) {
    const progress = createProgress({ unit: "rounds", silent: args.json });
    const fitted = await fitParameters({ ...args, fit: args.fit }, {
      moments,
      positions,
      start: parameters,
      progress,
      signal,
      rounds: fitRounds,
    });
    print(args.json ? scoresAsJson(fitted.unseen) : fitted.text);
    return 0;
  }
  warn(`evaluate-confidence: with the parameters of ${store ?? "any store"}`);
  if (args.learnFrom !== null) {
    const isSame = args.learnFrom === args.readings;
    const unlabelled = isSame ? null : await readUnlabelled(args.learnFrom, positions);
    warnOf(unlabelled?.refused ?? [], warn);
    const progress = createProgress({ unit: "rounds", silent: args.json });
    const given = { moments, unlabelled: unlabelled?.moments ?? null, positions, live: parameters, progress, signal };
    const scores = judgeLearning(given);
    print(args.json ? JSON.stringify(scores, null, 2) : learningAsText(scores));
    return 0;
  }
  const scores = score(evaluate(moments, parameters, positions));
  print(args.json ? scoresAsJson(scores) : scoresAsText(scores));
  return 0;
}

/** Those of a file, or of the surveyed building with just these beacons. */
async function cellsOf(
  file: string | null,
  positions: BeaconPositions,
  warn: (text: string) => void,
): Promise<CellPlace> {
  if (file !== null) {
    const cells = await readPositions(file, "cell");
    warnOf(cells.refused, warn);
    return (cell) => cells.positions.get(cell) ?? null;
  }
  if (isSamePlan(SURVEYED.stores.library.plan, positions)) return surveyedCell;
  throw new WrongSettings([
    "--cells is missing: the readings name cells, so their places are needed, in a file with the columns cell, x, y",
  ]);
}

function warnOf(refused: readonly string[], warn: (text: string) => void): void {
  for (const line of refused.slice(0, SHOWN)) warn(line);
  if (refused.length > SHOWN) warn(`… and ${refused.length - SHOWN} more`);
}
