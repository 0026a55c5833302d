import { NO_CONTROLS } from "../../../domain/shared/no_controls.ts";

/** For ids in addresses: no control characters. The use cases check it. */
export const PLAIN = { pattern: NO_CONTROLS.source };
