/** Coupang's codes by how suppliers write the names, without spaces and in small letters. */
const CODES: Readonly<Record<string, string>> = {
  cj대한통운: "CJGLS",
  대한통운: "CJGLS",
  cj: "CJGLS",
  롯데택배: "HYUNDAI",
  롯데: "HYUNDAI",
  한진택배: "HANJIN",
  한진: "HANJIN",
  로젠택배: "KGB",
  로젠: "KGB",
  우체국택배: "EPOST",
  우체국: "EPOST",
  경동택배: "KDEXP",
  대신택배: "DAESIN",
  일양로지스: "ILYANG",
  일양택배: "ILYANG",
  합동택배: "HDEXP",
  천일택배: "CHUNIL",
  건영택배: "KUNYOUNG",
  cvs택배: "CVS",
  편의점택배: "CVS",
  직접배송: "DIRECT",
  업체직송: "DIRECT",
};

const ALL = new Set([...Object.values(CODES), "DHL", "UPS", "FEDEX", "EMS"]);

/** `null` for a company whose code is not known: none is guessed. */
export function deliveryCompanyCode(carrier: string): string | null {
  const name = carrier.normalize("NFC").replace(/\s+/g, "");
  if (ALL.has(name)) return name;
  const written = name.toLowerCase();
  return Object.hasOwn(CODES, written) ? CODES[written]! : null;
}
