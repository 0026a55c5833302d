/** Read model of the shop's own history. Throws `Outage`. */
export interface ShopRecords {
  /** When the first customer was really added, whatever day that customer says to have registered on; `null` without any. */
  firstCustomerAddedAt(): Promise<Date | null>;
}
