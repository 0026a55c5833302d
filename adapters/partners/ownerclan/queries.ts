/** A value as it stands in a query: JSON's texts and numbers are GraphQL's. */
const literal = (value: string | number) => JSON.stringify(value);

function args(given: Readonly<Record<string, string | number | null>>): string {
  return Object.entries(given).flatMap(([name, value]) => value === null ? [] : [`${name}: ${literal(value)}`]).join(
    ", ",
  );
}

const ITEM = `key name model production origin price fixedPrice pricePolicy category { key name fullName } content
  shippingFee shippingType images status options { key price quantity optionAttributes { name value } } taxFree adultOnly
  returnable noReturnReason guaranteedShippingPeriod openmarketSellable boxQuantity closingTime metadata createdAt
  updatedAt`;

const ORDER =
  `key status note sellerNote ordererNote createdAt updatedAt products { itemKey quantity price trackingNumber
  shippingCompanyCode shippedDate itemOptionInfo { price optionAttributes { name value } } }`;

const connection = (call: string, node: string) =>
  `{ page: ${call} { pageInfo { hasNextPage endCursor } edges { cursor node { ${node} } } } }`;

interface PageArguments {
  readonly first: number;
  readonly after: string | null;
}

interface Span {
  /** Unix milliseconds. */
  readonly dateFrom: number | null;
  readonly dateTo: number | null;
}

export const itemsQuery = (page: PageArguments & Span) => connection(`allItems(${args({ ...page })})`, ITEM);

/** What changed within seven days at most. */
export const historiesQuery = (page: PageArguments & Span) =>
  connection(`itemHistories(${args({ ...page })})`, "itemKey kind createdAt");

export const ordersQuery = (page: PageArguments & Partial<Span> & { readonly sellerNote?: string }) =>
  connection(`allOrders(${args({ ...page })})`, ORDER);

export const itemsByKeysQuery = (keys: readonly string[]) =>
  `{ items: itemsByKeys(keys: [${keys.map(literal).join(", ")}]) { ${ITEM} } }`;

export const CREATE_ORDER = "mutation ($input: OrderInput!) { orders: createOrder(input: $input) { key status } }";

/** While it is being prepared; the vendor accepts or rejects it. */
export const requestCancellationMutation = (key: string, cancelReason: string) =>
  `mutation { order: requestOrderCancellation(${args({ key })}, input: { ${args({ cancelReason })} }) { key status } }`;

export const cancelOrderMutation = (key: string) => `mutation { order: cancelOrder(${args({ key })}) { key status } }`;
