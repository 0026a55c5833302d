/** A piece of a document as its author set it apart. */
export type Block =
  | { readonly type: "heading"; readonly depth: number; readonly text: string }
  /** `text` is the source, line breaks included. A list is several lines that can be parted. */
  | { readonly type: "prose" | "list" | "table" | "code"; readonly text: string };
