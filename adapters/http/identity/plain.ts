import { NO_CONTROLS } from "../../../domain/shared/no_controls.ts";

/** The document's pattern of an id in an address: no control characters. The use cases check it. */
export const PLAIN = { pattern: NO_CONTROLS.source };
