import type { Flags } from "../process/command_line.ts";

/** Of whoever simulates shoppers. */
export const SHOPPER_FLAGS = {
  rate: { type: "string", value: "N", about: "so many orders a second (default: a cart every 3 to 5 s)" },
  speed: { type: "string", value: "FACTOR", about: "everything so many times as often (default 1)" },
  seed: {
    type: "string",
    value: "TEXT",
    about: "who buys what, when; the same seed repeats it (default: another each time)",
  },
  scenario: {
    type: "string",
    value: "NAME[,NAME]",
    about: "scenarios that hold from the start; `scenarios` lists them",
  },
  "calendar-pace": {
    type: "boolean",
    about: "carts come more or less often as the calendar's scenarios say; otherwise one every 3 to 5 s",
  },
} as const satisfies Flags;
