import { NO_CONTROLS } from "../../../domain/shared/no_controls.ts";

/** How the document says that an id in an address has no control characters; the use cases check it. */
export const PLAIN = { pattern: NO_CONTROLS.source };
