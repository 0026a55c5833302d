import type { FolderFacts } from "../../adapters/embedded/probe_folder.ts";
import { type CheckResult, resultsOf } from "./check_result.ts";

const { ok, warning, error } = resultsOf("dataFolder");

/** A fresh database takes 40 MB, a journal up to 64 MB and as much again while it is written anew. */
const ROOM_BYTES = 512 * 1_048_576;

export function checkDataFolder(
  path: string,
  { exists, writeRefusal, ownerPid, freeBytes }: FolderFacts,
): CheckResult[] {
  return [
    ok("folder", exists ? `${path} is there` : `${path} will be made by the first start`),
    writeRefusal === null ? ok("writable", "files can be made in it") : error(
      "writable",
      `no file can be made in it: ${writeRefusal}`,
      "Give this user the folder, or set DATA_DIR to one that is writable.",
    ),
    ownerPid === null ? ok("lock", "no process works on it") : ok("lock", `process ${ownerPid} works on it`),
    ...(freeBytes === null ? [] : [checkRoom(freeBytes)]),
  ];
}

function checkRoom(freeBytes: number): CheckResult {
  const what = `${(freeBytes / 1_073_741_824).toFixed(1)} GB are free`;
  if (freeBytes >= ROOM_BYTES) return ok("space", what);
  return warning("space", what, "Free some space, or set DATA_DIR to a larger disk.");
}
