export const STORE_PROBLEMS = {
  unknown_store: { status: 404, meaning: "There is no such store; its first sale, or PUT, makes it" },
  day_not_begun: { status: 404, meaning: "That business day of the store is still to come" },
  sale_conflict: { status: 409, meaning: "A sale's id is taken by other content; nothing was stored" },
  unknown_manual: { status: 404, meaning: "There is no such manual, or none of its versions held on that day" },
  text_refused: {
    status: 422,
    meaning: "The structure of the text can't be read, or the embedder does not take a passage; nothing was stored",
  },
} as const;
