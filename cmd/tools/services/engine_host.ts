import type { EngineName } from "./engine_name.ts";

/** Tells a person what happens; a line each time, without its end. */
export type Say = (line: string) => void;

/**
 * What runs the engines: a Docker engine, or this machine itself.
 *
 * Every method returns once its effect can be seen: a started engine answers, a stopped one is gone.
 */
export interface EngineHost {
  /** Brings up every engine that is not up, fetching it first where it is missing. */
  up(say: Say): Promise<void>;
  /** Ends every engine and forgets what they stored. Does nothing when none runs. */
  down(): Promise<void>;
  /** The engines of which something runs, whether or not it answers. */
  running(): Promise<EngineName[]>;
  /** Starts one engine again, on the data it had. */
  start(name: EngineName): Promise<void>;
  /** Ends one engine in its own orderly way. */
  stop(name: EngineName): Promise<void>;
  /** Ends one engine by SIGKILL, as a crash would; its data stay as they are at that moment. */
  kill(name: EngineName): Promise<void>;
}
