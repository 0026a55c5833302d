import { getDocumentProxy } from "unpdf";
import { type ReadManual, Unreadable } from "./read_manual.ts";

const MOST_PAGES = 2_000;

/** Its lines, page by page. Throws `Unreadable`, also for one that has pictures of text alone. */
export async function readPdf(bytes: Uint8Array): Promise<ReadManual> {
  const document = await open(bytes);
  try {
    if (document.numPages > MOST_PAGES) {
      throw new Unreadable(`it has ${document.numPages} pages, expected at most ${MOST_PAGES}`);
    }
    const pages: string[] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      pages.push(items.map((item) => "str" in item ? `${item.str}${item.hasEOL ? "\n" : ""}` : "").join("").trim());
      page.cleanup();
    }
    const text = pages.filter((page) => page !== "").join("\n\n");
    if (text === "") throw new Unreadable("it has no text: pages that were scanned must be recognised first");
    return { format: "text", text };
  } finally {
    await document.loadingTask.destroy();
  }
}

async function open(bytes: Uint8Array) {
  try {
    return await getDocumentProxy(bytes, { verbosity: 0 });
  } catch (error) {
    const isLocked = (error as Error).name === "PasswordException";
    throw new Unreadable(isLocked ? "it is protected by a password" : "it is no intact PDF", { cause: error });
  }
}
