export type Block =
  | { readonly type: "heading"; readonly depth: number; readonly text: string }
  /** `text` is the source, including line breaks. A list may be split between lines. */
  | { readonly type: "prose" | "list" | "table" | "code"; readonly text: string };
