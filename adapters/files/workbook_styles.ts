import type { FileZip } from "./file_zip.ts";
import { readXml } from "./xml_part.ts";

export interface WorkbookStyles {
  /** Whether a cell of this style index shows its number as a date or time. */
  isDate(style: number): boolean;
  /** Days between Excel's day 0 and 1970-01-01. */
  readonly epochDays: number;
}

/** 1900-01-00, with the 29 February 1900 that never was; and 1904-01-01, of old Macs. */
const DAYS_1900 = 25_569;
const DAYS_1904 = 24_107;

export async function readStyles(zip: FileZip, uses1904: boolean): Promise<WorkbookStyles> {
  const formats = new Map<number, string>();
  const cells: number[] = [];
  let isWithinCells = false;
  await readXml(zip, "xl/styles.xml", (name, attributes) => {
    if (name === "numFmt") formats.set(Number(attributes.numFmtId), attributes.formatCode ?? "");
    // What follows "cellXfs" is "cellStyles"; before it stands "cellStyleXfs", of the same elements.
    if (name === "cellXfs") isWithinCells = true;
    else if (name === "cellStyles" || name === "dxfs") isWithinCells = false;
    if (name === "xf" && isWithinCells) cells.push(Number(attributes.numFmtId ?? 0));
  });
  const dates = cells.map((id) => isDateFormat(id, formats.get(id)));
  return { isDate: (style) => dates[style] ?? false, epochDays: uses1904 ? DAYS_1904 : DAYS_1900 };
}

/** Built-in formats: 14 to 22 and 45 to 47; 27 to 36 and 50 to 58 in East Asia. */
function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) {
    return id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58;
  }
  return /[ymdhs년월일]/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|general/gi, ""));
}
