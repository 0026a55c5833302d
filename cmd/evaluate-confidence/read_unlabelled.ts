import type { BeaconPositions, Signal } from "../../domain/identity/confidence/signal.ts";
import { levelsAt } from "../../domain/identity/confidence/window.ts";
import { parseReadingRow } from "./read_moments.ts";
import { readTable } from "./read_table.ts";

export interface UnlabelledMoment {
  readonly at: Date;
  /** dBm, by beacon. */
  readonly levels: ReadonlyMap<string, number>;
}

interface UnlabelledRead {
  readonly moments: readonly UnlabelledMoment[];
  readonly rows: number;
  readonly refused: readonly string[];
}

/** One row per beacon heard; other columns, labels too, are ignored. Throws `WrongSettings` if a column is missing. */
export async function readUnlabelled(path: string, positions: BeaconPositions): Promise<UnlabelledRead> {
  const signals = new Map<number, Signal[]>();
  const refused: string[] = [];
  let rows = 0;
  for await (const record of readTable(path, ["observed_at", "beacon", "rssi"])) {
    rows++;
    const signal = "fault" in record ? record.fault : parseReadingRow(record.fields, positions);
    if (typeof signal === "string") refused.push(`${path}:${record.line}: ${signal}`);
    else signals.set(signal.at.getTime(), [...signals.get(signal.at.getTime()) ?? [], signal]);
  }
  const moments = [...signals].sort(([a], [b]) => a - b).map(([time, heard]) => {
    const at = new Date(time);
    return { at, levels: levelsAt(heard, at) };
  });
  return { moments, rows, refused };
}
