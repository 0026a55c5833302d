import { decodeText } from "./decode_text.ts";
import type { ReadManual } from "./read_manual.ts";

export type DocumentKind = "html" | "docx" | "hwpx" | "pdf";

/** Loads only the libraries of that kind. Throws `Unreadable`. */
export async function readDocument(bytes: Uint8Array<ArrayBuffer>, kind: DocumentKind): Promise<ReadManual> {
  switch (kind) {
    case "html":
      return (await import("./read_html.ts")).readHtml(decodeText(bytes));
    case "docx":
      return await (await import("./read_docx.ts")).readDocx(bytes);
    case "hwpx":
      return await (await import("./read_hwpx.ts")).readHwpx(bytes);
    case "pdf":
      return await (await import("./read_pdf.ts")).readPdf(bytes);
    default:
      return kind satisfies never;
  }
}
