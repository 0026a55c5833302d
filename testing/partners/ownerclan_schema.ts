import { buildSchema } from "graphql";

/** The part of OwnerClan's API that is published and used here. */
export const OWNERCLAN_SCHEMA = buildSchema(`
  scalar Timestamp
  scalar HTML
  scalar JSON
  enum ItemStatus { available soldout unavailable discontinued paused }
  enum ItemHistoryKind { created soldout restocked priceIncreased priceDecreased discontinued optionChanged }
  enum OrderStatus { placed paid preparing shipped delivered cancellationRequested cancelled refunded }
  enum PricePolicy { free fixed }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type Category { key: ID! name: String fullName: String }
  type OptionAttribute { name: String value: String }
  type ItemOption { key: String! price: Float quantity: Int! optionAttributes: [OptionAttribute!]! }
  type Item {
    id: ID! key: String! name: String model: String production: String origin: String
    price: Float fixedPrice: Float pricePolicy: PricePolicy! category: Category!
    content(imported: Boolean): HTML! shippingFee: Int! shippingType: String! images: [String!]! status: ItemStatus!
    options: [ItemOption!]! taxFree: Boolean! adultOnly: Boolean! returnable: Boolean! noReturnReason: String
    guaranteedShippingPeriod: Int openmarketSellable: Boolean! boxQuantity: Int attributes: [String!]!
    closingTime: String metadata: JSON createdAt: Timestamp! updatedAt: Timestamp!
  }
  type ItemEdge { cursor: String! node: Item }
  type ItemsConnection { pageInfo: PageInfo! edges: [ItemEdge]! }
  type ItemHistory { itemKey: String! kind: ItemHistoryKind! createdAt: Timestamp! }
  type ItemHistoryEdge { cursor: String! node: ItemHistory }
  type ItemHistoriesConnection { pageInfo: PageInfo! edges: [ItemHistoryEdge]! }
  type OrderOption { price: Float optionAttributes: [OptionAttribute!]! }
  type OrderProduct {
    itemKey: String! quantity: Int! price: Float itemOptionInfo: OrderOption trackingNumber: String
    shippingCompanyCode: String shippedDate: Timestamp
  }
  type Order {
    id: ID! key: String! products: [OrderProduct!]! status: OrderStatus! createdAt: Timestamp! updatedAt: Timestamp!
    note: String ordererNote: String sellerNote: String
  }
  type OrderEdge { cursor: String! node: Order }
  type OrdersConnection { pageInfo: PageInfo! edges: [OrderEdge]! }
  type Query {
    item(key: ID!): Item
    itemsByKeys(keys: [ID!]!): [Item]!
    allItems(
      first: Int, after: String, dateFrom: Timestamp, dateTo: Timestamp, status: ItemStatus, search: String,
      category: String, minPrice: Int, maxPrice: Int, vendor: String
    ): ItemsConnection
    itemHistories(
      first: Int, after: String, dateFrom: Timestamp, dateTo: Timestamp, kind: ItemHistoryKind, itemKey: String
    ): ItemHistoriesConnection
    order(key: String!): Order
    allOrders(
      first: Int, after: String, dateFrom: Timestamp, dateTo: Timestamp, status: OrderStatus, note: String,
      sellerNote: String, shippedAfter: Timestamp, shippedBefore: Timestamp
    ): OrdersConnection
  }
  input PersonInput { name: String! phoneNumber: String email: String }
  input AddressInput { addr1: String! addr2: String postalCode: String }
  input RecipientInput { name: String! phoneNumber: String destinationAddress: AddressInput! }
  input OrderProductInput { itemKey: ID! quantity: Int! optionAttributes: [String!]! }
  input OrderInput {
    sender: PersonInput! recipient: RecipientInput! products: [OrderProductInput!]! note: String sellerNote: String
    ordererNote: String customsClearanceCode: String
  }
  input RequestOrderCancellationInput { cancelReason: String! }
  type Mutation {
    createOrder(input: OrderInput!): [Order!]!
    cancelOrder(key: ID!): Order!
    requestOrderCancellation(input: RequestOrderCancellationInput!, key: ID!): Order!
  }
`);
