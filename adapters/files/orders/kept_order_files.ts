import type { FileOfOrders, KeptFile, OrderFiles, TermTexts } from "../../../application/commerce/ports/order_files.ts";
import { accepted, refused } from "../../../domain/shared/result.ts";
import { UnusableFile } from "../unusable_file.ts";
import { openImportFile } from "./import_file.ts";
import { readImportTerms } from "./import_terms.ts";
import { understoodAsJson } from "./understood_json.ts";

/** Files that somebody sent: words about them name the sender's file. */
export class KeptOrderFiles implements OrderFiles {
  async open({ path, name }: KeptFile, texts: TermTexts): ReturnType<OrderFiles["open"]> {
    const { terms, faults } = readImportTerms(texts);
    if (faults.length > 0) {
      const details = faults.map(({ name, expected }) => `${name}: expected ${expected}`);
      return refused({ code: "invalid_input", message: `Cannot read the query: ${details.join("; ")}`, details });
    }
    const renamed = (message: string) => message.replaceAll(path, name);
    try {
      const { file, rates, questions } = await openImportFile([path], terms);
      const { profile } = file.understood;
      const value: FileOfOrders = {
        profile: profile.title,
        understood: understoodAsJson(file.understood, rates),
        rates,
        questions,
        records: throwing(file.records, renamed),
        close: () => file.close(),
      };
      return accepted(value);
    } catch (error) {
      if (!(error instanceof UnusableFile)) throw error;
      return refused({ code: "unusable_file", message: renamed(error.message) });
    }
  }
}

async function* throwing<T>(records: AsyncIterable<T>, renamed: (message: string) => string): AsyncGenerator<T> {
  try {
    yield* records;
  } catch (error) {
    if (error instanceof UnusableFile) error.message = renamed(error.message);
    throw error;
  }
}
