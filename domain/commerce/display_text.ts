import type { z } from "zod";
import { NO_CONTROLS, NO_CONTROLS_MESSAGE } from "../shared/no_controls.ts";

/** Of a new name or address; stored ones and those of messages are read as they are. */
export function withoutControls<S extends z.ZodString>(schema: S): S {
  return schema.regex(NO_CONTROLS, NO_CONTROLS_MESSAGE) as S;
}
