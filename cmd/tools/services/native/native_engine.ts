import type { EngineName } from "../engine_name.ts";
import type { ProcessSpec } from "./process_spec.ts";

/** One engine as processes of this machine. */
export interface NativeEngine {
  readonly name: EngineName;
  processes(): ProcessSpec[];
  /** Lays out folders and settings where they are missing; data that are there stay. */
  prepare(): Promise<void>;
  /**
   * What remains to be done once its processes run; does nothing when it was done before. `requireRunning` throws when
   * one of them has ended, so that nobody waits for it in vain.
   */
  complete?(requireRunning: () => Promise<void>): Promise<void>;
}

/** The folder of an engine's data; everything below it goes when the engines are taken down. */
export function dataDirectory(base: string, name: string): string {
  return `${base}/run/${name}`;
}
