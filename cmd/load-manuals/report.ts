import type { Embedder } from "../../application/shared/embedder.ts";
import { count, table } from "../wiring/process/table.ts";

export type LoadedFile =
  | {
    readonly file: string;
    readonly manualId: string;
    readonly outcome: "added" | "unchanged";
    readonly version: number;
    readonly passages: number;
    readonly embedded: number;
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
  readonly embedding: Pick<Embedder, "kind" | "space">;
  readonly manuals: readonly LoadedFile[];
}

export function loadReport(files: number, manuals: readonly LoadedFile[], { kind, space }: Embedder): LoadReport {
  const having = (outcome: LoadedFile["outcome"]) => manuals.filter((manual) => manual.outcome === outcome).length;
  const loaded = manuals.filter((manual) => manual.outcome !== "refused");
  return {
    files,
    added: having("added"),
    unchanged: having("unchanged"),
    refused: having("refused"),
    notReached: files - manuals.length,
    passages: loaded.reduce((sum, { passages }) => sum + passages, 0),
    embedded: loaded.reduce((sum, { embedded }) => sum + embedded, 0),
    embedding: { kind, space },
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
  const { added, unchanged, refused, passages, embedded, embedding } = report;
  return [
    ...(rows.length > 0 ? [table(columns, rows)] : []),
    ...report.manuals.flatMap((manual) => manual.outcome === "refused" ? [`${manual.file}: ${manual.reason}`] : []),
    `${count(added)} added, ${count(unchanged)} unchanged, ${count(refused)} refused; of ${count(passages)} passages ${
      count(embedded)
    } were embedded by ${embedding.space} (${embedding.kind})`,
  ].join("\n");
}
