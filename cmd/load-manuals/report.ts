import type { Embedder } from "../../application/shared/embedder.ts";
import type { WithdrawnMissing } from "../../application/store/manuals/withdraw_missing.ts";
import { count, table } from "../wiring/process/table.ts";
import type { FoundManuals, SkippedFile } from "./find_manuals.ts";

export type LoadedFile =
  | {
    readonly file: string;
    readonly manualId: string;
    readonly outcome: "added" | "unchanged";
    readonly version: number;
    readonly passages: number;
    readonly embedded: number;
    /** Letters and digits of the text, and how many of them are in passages. */
    readonly characters: number;
    readonly inPassages: number;
    readonly warnings: readonly string[];
  }
  | { readonly file: string; readonly manualId: string; readonly outcome: "refused"; readonly reason: string };

interface LoadReport {
  readonly files: number;
  readonly added: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly notReached: number;
  readonly passages: number;
  readonly embedded: number;
  readonly characters: number;
  readonly inPassages: number;
  readonly embedding: Pick<Embedder, "kind" | "space">;
  readonly skipped: readonly Pick<SkippedFile, "file" | "reason">[];
  /** `null` unless asked for, and where a file was refused or not reached. */
  readonly missing: WithdrawnMissing | null;
  readonly manuals: readonly LoadedFile[];
}

export function loadReport(
  { files, skipped }: FoundManuals,
  manuals: readonly LoadedFile[],
  { embedder: { kind, space }, missing }: { readonly embedder: Embedder; readonly missing: WithdrawnMissing | null },
): LoadReport {
  const having = (outcome: LoadedFile["outcome"]) => manuals.filter((manual) => manual.outcome === outcome).length;
  const loaded = manuals.filter((manual) => manual.outcome !== "refused");
  return {
    files: files.length,
    added: having("added"),
    unchanged: having("unchanged"),
    refused: having("refused"),
    notReached: files.length - manuals.length,
    passages: loaded.reduce((sum, { passages }) => sum + passages, 0),
    embedded: loaded.reduce((sum, { embedded }) => sum + embedded, 0),
    characters: loaded.reduce((sum, { characters }) => sum + characters, 0),
    inPassages: loaded.reduce((sum, { inPassages }) => sum + inPassages, 0),
    embedding: { kind, space },
    skipped: skipped.map(({ file, reason }) => ({ file, reason })),
    missing,
    manuals,
  };
}

export function reportAsText(report: LoadReport): string {
  const columns = [
    { title: "MANUAL" },
    { title: "OUTCOME" },
    { title: "VERSION", right: true },
    { title: "PASSAGES", right: true },
    { title: "EMBEDDED", right: true },
  ];
  const rows = report.manuals.filter(({ outcome }) => outcome !== "unchanged").map((manual) =>
    manual.outcome === "refused"
      ? [manual.manualId, "refused", "", "", ""]
      : [manual.manualId, manual.outcome, count(manual.version), count(manual.passages), count(manual.embedded)]
  );
  const { added, unchanged, refused, passages, embedded, embedding, characters, inPassages, skipped } = report;
  const share = characters === inPassages ? "all" : `${count(inPassages)} of`;
  return [
    ...(rows.length > 0 ? [table(columns, rows)] : []),
    ...report.manuals.flatMap(wordsAbout),
    ...skipped.map(({ file, reason }) => `${file}: skipped, ${reason}`),
    ...(report.missing ? [wordsOnMissing(report.missing)] : []),
    `${count(added)} added, ${count(unchanged)} unchanged, ${count(refused)} refused, ${
      count(skipped.length)
    } skipped; of ${count(passages)} passages ${
      count(embedded)
    } were embedded by ${embedding.space} (${embedding.kind}); ${share} ${
      count(characters)
    } letters and digits of the texts are in passages`,
  ].join("\n");
}

function wordsAbout(manual: LoadedFile): string[] {
  if (manual.outcome === "refused") return [`${manual.file}: ${manual.reason}`];
  const { file, characters, inPassages, warnings } = manual;
  const lost = characters - inPassages;
  return [
    ...warnings,
    ...(lost > 0 ? [`${count(lost)} of ${count(characters)} letters and digits are in no passage`] : []),
  ]
    .map((words) => `${file}: ${words}`);
}

function wordsOnMissing({ outcome, held, missing }: WithdrawnMissing): string {
  const which = missing.length === 0 ? "" : `: ${missing.join(", ")}`;
  return outcome === "withdrawn"
    ? `${count(missing.length)} of ${count(held)} manuals have no file any more and were withdrawn${which}`
    : `${count(missing.length)} of ${
      count(held)
    } manuals have no file here, more than --most-missing: none was withdrawn${which}`;
}
