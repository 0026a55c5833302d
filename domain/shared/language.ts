/** What people are written to in. */
export const LANGUAGES = ["en", "ko"] as const;
export type Language = typeof LANGUAGES[number];
