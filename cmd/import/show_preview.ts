import { createProgress } from "../../adapters/system/progress.ts";
import { sha256 } from "../../adapters/system/sha256.ts";
import type { ImportArguments } from "./arguments.ts";
import { openImport } from "./open_import.ts";
import { isEnough } from "../../application/commerce/import/is_enough.ts";
import { ofShop } from "../../application/commerce/import/of_shop.ts";
import { previewOrders } from "../../application/commerce/import/preview_orders.ts";
import { previewAsJson, previewAsText } from "./preview_report.ts";

interface Output {
  readonly signal: AbortSignal;
  readonly print: (text: string) => void;
}

/** Exit status: 1 where an import would ask something, or would refuse too many lines. */
export async function showPreview(args: ImportArguments, { signal, print }: Output): Promise<number> {
  const { file, rates, questions } = await openImport(args);
  const progress = createProgress({ unit: "lines", silent: args.json });
  try {
    const onProgress = (lines: number) => progress.show("reading", lines, file.lines);
    const preview = await previewOrders(ofShop(file.records, args.shop, sha256), {
      rates,
      digest: sha256,
      signal,
      onProgress,
    });
    progress.end();
    const outcome = { file: args.files.join(", "), understood: file.understood, rates, questions, preview };
    print(args.json ? previewAsJson(outcome) : previewAsText(outcome));
    return questions.length === 0 && isEnough(preview, args.accept) ? 0 : 1;
  } finally {
    progress.end();
    await file.close();
  }
}
