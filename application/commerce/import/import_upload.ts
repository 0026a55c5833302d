import type { Digest } from "../../../domain/shared/digest.ts";
import type { InvalidInput } from "../../../domain/shared/parse.ts";
import { accepted, type Refusal, refused, type Result } from "../../../domain/shared/result.ts";
import { CommandFailed } from "../../shared/fault.ts";
import type { RejectedLine } from "../ports/import.ts";
import type { ImportRuns, StoredInvoices } from "../ports/import_runs.ts";
import type { FileOfOrders, KeptFile, OrderFiles, TermTexts, UnusableFileRefused } from "../ports/order_files.ts";
import type { ImportSales, SalesImported } from "../ports/sales_import.ts";
import type { SourceLine } from "../ports/order_line.ts";
import { importOrders, type ImportReport, type RunRefused } from "./import_orders.ts";
import { isEnough } from "./is_enough.ts";
import { ofShop } from "./of_shop.ts";
import type { OrderSink } from "./order_sink.ts";
import { previewAsJson, previewOrders } from "./preview_orders.ts";
import { type Reason, RejectReasons } from "./reject_reasons.ts";
import { type NoOrder, untilFirstOrder } from "./until_first_order.ts";

interface PreviewUploadDeps {
  readonly files: OrderFiles;
  readonly digest: Digest;
}

export interface ImportUploadDeps extends PreviewUploadDeps {
  readonly sink: (via: "kafka" | "postgres") => OrderSink;
  readonly runs: ImportRuns;
  readonly stored: StoredInvoices;
  readonly importSales: ImportSales;
}

interface UploadOptions {
  readonly terms: TermTexts;
  /** Before its order numbers; `null` for none. */
  readonly shop: string | null;
  /** The share of lines, 0 to 1, that must become orders. */
  readonly accept: number;
  readonly signal: AbortSignal;
}

interface ImportUploadOptions extends UploadOptions {
  readonly via: "kafka" | "postgres";
  readonly addDiffering: boolean;
  /** The store whose sales they are; `null` for orders of the shop. */
  readonly sales: string | null;
  readonly runner: string;
}

interface UploadPreview extends Readonly<ReturnType<typeof previewAsJson>> {
  readonly file: string;
  readonly digest: string;
  readonly questions: readonly string[];
  /** Nothing is asked, and enough lines are orders. */
  readonly ready: boolean;
}

type Stored = (ImportReport | SalesImported & { readonly storeId: string }) & {
  readonly via: "kafka" | "postgres";
  /** At least the accepted share of lines is stored. */
  readonly enough: boolean;
};

type UploadImported = Stored & {
  readonly file: string;
  readonly digest: string;
  readonly reasons: readonly Reason[];
  /** The first of them. */
  readonly rejectedLines: readonly RejectedLine[];
};

interface NotImported extends Refusal {
  readonly code: "import_questions" | "nothing_to_import";
}

type ImportRefused = InvalidInput | UnusableFileRefused | NotImported | RunRefused;

/** Of a file that is sent to be read at once by a process that does other things too. */
const MOST_LINES = 2_000_000;
const MOST_REJECTED = 100;

export async function previewUpload(
  { files, digest }: PreviewUploadDeps,
  file: KeptFile,
  { terms, shop, accept, signal }: UploadOptions,
): Promise<Result<UploadPreview, InvalidInput | UnusableFileRefused>> {
  return await withOpened(files, file, terms, async ({ records, rates, questions, understood }) => {
    const lines = ofShop(atMost(records, file), shop, digest);
    const preview = await previewOrders(lines, { rates, digest, signal, onProgress: () => {} });
    const ready = questions.length === 0 && isEnough(preview, accept);
    return accepted({
      ...{ file: file.name, digest: file.digest, ...understood, questions, ready },
      ...previewAsJson(preview),
    });
  });
}

/**
 * As the command does, except that an outage ends it with `Outage`: the same file sent again goes on, and doubles
 * nothing.
 */
export async function importUpload(
  deps: ImportUploadDeps,
  file: KeptFile,
  options: ImportUploadOptions,
): Promise<Result<UploadImported, ImportRefused>> {
  return await withOpened<UploadImported, ImportRefused>(deps.files, file, options.terms, async (opened) => {
    const { questions, profile, records, understood } = opened;
    if (questions.length > 0) {
      const message = `Cannot import ${file.name} (${profile}): ${questions.join("; ")}`;
      return refused({ code: "import_questions", message });
    }
    const rejectedLines: RejectedLine[] = [];
    const rejects = new RejectReasons({
      add: (line) => Promise.resolve(void (rejectedLines.length < MOST_REJECTED && rejectedLines.push(line))),
    });
    const lines = ofShop(atMost(records, file), options.shop, deps.digest);
    const begun = await untilFirstOrder(lines, rejects);
    if (!begun.hasOrder) return refused(nothingToImport(file, begun, rejects.common));
    const imported = await store(deps, { ...opened, records: begun.records }, { ...options, file, rejects });
    if (!imported.ok) return imported;
    const { name, digest } = file;
    return accepted({
      ...{ file: name, digest, ...understood, ...imported.value },
      ...{ reasons: rejects.common, rejectedLines },
    });
  });
}

async function store(
  { digest, sink, runs, stored, importSales }: ImportUploadDeps,
  { records, rates, profile }: Pick<FileOfOrders, "records" | "rates" | "profile">,
  { file, rejects, accept, via, addDiffering, sales, runner, signal }: ImportUploadOptions & {
    readonly file: KeptFile;
    readonly rejects: RejectReasons;
  },
): Promise<Result<Stored, ImportRefused>> {
  const named = { file: file.name, digest: file.digest, profile };
  if (sales !== null) {
    const source = { ...named, via: "postgres" as const, storeId: sales };
    const imported = await importSales(records, { source, rates, rejects, runner, signal });
    if (!imported.ok) return imported;
    const { lines, rejected } = imported.value;
    // Lines that differ are among the rejected.
    const enough = isEnough({ lines, rejected }, accept);
    return accepted({ ...imported.value, storeId: sales, via: source.via, enough });
  }
  const deps = { rates, rejects, digest, sink: sink(via), runs, stored, withRetry: once };
  const source = { ...named, via, storeId: null };
  const imported = await importOrders(deps, records, { source, runner, addDiffering, signal });
  if (!imported.ok) return imported;
  return accepted({ ...imported.value, via, enough: isEnough(imported.value, accept) });
}

async function withOpened<T, R extends Refusal>(
  files: OrderFiles,
  file: KeptFile,
  terms: TermTexts,
  work: (opened: FileOfOrders) => Promise<Result<T, R>>,
): Promise<Result<T, R | InvalidInput | UnusableFileRefused>> {
  const opened = await files.open(file, terms);
  if (!opened.ok) return opened;
  try {
    return await work(opened.value);
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    return refused({ code: "unusable_file", message: error.message });
  } finally {
    await opened.value.close();
  }
}

async function* atMost(records: AsyncIterable<SourceLine>, { name }: KeptFile): AsyncGenerator<SourceLine> {
  let lines = 0;
  for await (const record of records) {
    if (++lines > MOST_LINES) {
      throw new CommandFailed(
        `Cannot read ${name}: it has more than ${MOST_LINES} lines; divide it, or import it by the command`,
      );
    }
    yield record;
  }
}

function nothingToImport(
  { name }: KeptFile,
  { rejected, ended }: NoOrder,
  reasons: readonly Reason[],
): NotImported {
  if (rejected === 0) {
    return { code: "nothing_to_import", message: `Cannot import ${name}: it has no lines below its header` };
  }
  const all = ended ? `all ${rejected} lines` : `the first ${rejected} lines`;
  const details = reasons.map(({ line, lines, example }) => `line ${line}: ${lines} × ${example}`);
  const message = `Cannot import ${name}: ${all} are rejected; ${details.join("; ")}`;
  return { code: "nothing_to_import", message, details };
}

const once = <T>(work: () => Promise<T>) => work();
