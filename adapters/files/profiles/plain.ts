import type { Field, Profile } from "./profile.ts";

/** English, Korean, German, French, Spanish, Portuguese, Japanese. */
const COLUMNS: Profile["columns"] = {
  order: [
    ...["order", "order id", "order number", "order no", "order #", "invoice", "invoice no", "invoice number"],
    ...["receipt", "receipt no", "transaction id", "주문번호", "주문 ID", "거래번호", "영수증번호", "전표번호"],
    ...["Bestellnummer", "Auftragsnummer", "Rechnungsnummer", "numéro de commande", "n° de commande", "commande"],
    ...["número de pedido", "nº de pedido", "pedido", "注文番号", "注文ID"],
  ],
  line: ["line id", "line item id", "상품주문번호"],
  sku: [
    ...["sku", "product id", "product code", "item code", "item no", "상품코드", "상품번호", "품목코드", "품번"],
    ...[
      "Artikelnummer",
      "Artikel-Nr",
      "référence",
      "código",
      "referencia",
      "código do produto",
      "商品コード",
      "商品番号",
    ],
  ],
  name: [
    ...["name", "product", "product name", "item", "item name", "description", "title", "상품명", "주문상품명", "품명"],
    ...["품목명", "메뉴", "메뉴명", "상품", "Artikel", "Artikelname", "Artikelbezeichnung", "Produkt", "produit"],
    ...["désignation", "article", "producto", "artículo", "produto", "商品名", "品名"],
  ],
  option: ["option", "variant", "옵션", "옵션정보", "옵션명", "상품옵션"],
  category: [
    "category",
    "분류",
    "카테고리",
    "상품분류",
    "Kategorie",
    "catégorie",
    "categoría",
    "categoria",
    "カテゴリ",
  ],
  quantity: [
    ...["quantity", "qty", "units", "수량", "주문수량", "판매수량", "개수", "Menge", "Anzahl", "Stückzahl", "quantité"],
    ...["qté", "cantidad", "quantidade", "数量", "個数"],
  ],
  date: [
    ...["date", "created at", "order date", "ordered at", "sold at", "purchase date", "timestamp", "datetime"],
    ...[
      "주문일시",
      "주문일자",
      "주문일",
      "주문날짜",
      "결제일시",
      "결제일",
      "거래일시",
      "거래일자",
      "판매일시",
      "판매일자",
      "판매일",
    ],
    ...["매출일시", "매출일", "일시", "일자", "날짜", "Bestelldatum", "Datum", "Rechnungsdatum", "date de commande"],
    ...["fecha", "fecha de pedido", "data", "data do pedido", "注文日時", "注文日", "日付", "日時"],
  ],
  time: ["time", "order time", "시간", "주문시간", "거래시간", "판매시간", "Uhrzeit", "heure", "hora", "時刻"],
  price: [
    ...["price", "unit price", "item price", "단가", "판매가", "상품가격", "판매단가", "가격", "판매가격", "Preis"],
    ...["Einzelpreis", "Stückpreis", "prix", "prix unitaire", "precio", "precio unitario", "preço", "preço unitário"],
    ...["単価", "価格", "販売価格"],
  ],
  discount: ["discount", "할인", "할인금액", "할인액", "Rabatt", "remise", "descuento", "desconto", "値引", "割引"],
  amount: [
    ...["amount", "total", "line total", "net", "금액", "합계", "판매금액", "매출액", "매출금액", "결제금액", "Betrag"],
    ...["Gesamtpreis", "montant", "importe", "valor", "金額", "合計"],
  ],
  shipping: [
    "shipping",
    "shipping cost",
    "배송비",
    "Versandkosten",
    "frais de port",
    "gastos de envío",
    "frete",
    "送料",
  ],
  tax: ["tax", "vat", "세금", "부가세", "MwSt", "TVA", "IVA", "税", "消費税"],
  currency: ["currency", "통화", "Währung", "devise", "moneda", "moeda", "通貨"],
  customer: [
    ...[
      "customer",
      "customer id",
      "user id",
      "buyer",
      "email",
      "주문자ID",
      "구매자ID",
      "회원아이디",
      "회원번호",
      "고객번호",
    ],
    ...["회원ID", "고객ID", "Kundennummer", "Kunde", "client", "cliente", "顧客ID", "顧客番号", "会員番号"],
  ],
  region: ["region", "country", "province", "city", "지역", "국가", "Land", "pays", "país", "国", "都道府県"],
  payment: [
    ...["payment", "payment method", "결제수단", "결제방법", "결제구분", "Zahlungsart", "mode de paiement"],
    ...["forma de pago", "forma de pagamento", "支払方法"],
  ],
  status: ["status", "order status", "상태", "주문상태", "거래상태", "Bestellstatus", "statut", "estado"],
};

/** Any table with a row a line and columns of plain names. */
export const PLAIN: Profile = {
  id: "plain",
  title: "plain",
  columns: COLUMNS,
  needs: ["order", ["sku", "name"], "quantity", "date", ["price", "amount"]],
  currency: null,
  zone: null,
  status: "DELIVERED",
};

/** Of `--map`: the named columns and no others. */
export function mappedProfile(map: ReadonlyMap<Field, string>): Profile {
  const columns = Object.fromEntries([...map].map(([field, column]) => [field, [column]]));
  return { ...PLAIN, title: "plain, by --map", columns, needs: [...map.keys()] };
}
