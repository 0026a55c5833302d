import type { BeaconPositions } from "../../domain/identity/confidence/signal.ts";
import { momentsOf } from "../../domain/identity/confidence/window.ts";
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
  const signals = new Map<number, { beaconId: string; rssi: number; at: Date }[]>();
  const refused: string[] = [];
  let rows = 0;
  for await (const record of readTable(path, ["observed_at", "beacon", "rssi"])) {
    rows++;
    const signal = "fault" in record ? record.fault : parseReadingRow(record.fields, positions);
    if (typeof signal === "string") refused.push(`${path}:${record.line}: ${signal}`);
    else signals.set(signal.at.getTime(), [...signals.get(signal.at.getTime()) ?? [], signal]);
  }
  const moments = [...signals].sort(([a], [b]) => a - b).map(([at, heard]) => ({
    at: new Date(at),
    levels: momentsOf(heard, new Date(at), 0)[0]!.levels,
  }));
  return { moments, rows, refused };
}
