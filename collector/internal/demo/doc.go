// Package demo makes up the shoppers of a small shop for hand-crafts, so that everything
// else can be seen at work without a shop: what a merchant sees in a demonstration, what
// tests and screenshots look at, and what the collector is loaded with.
//
// A World is a population that lives through its days. Seed, first day and settings go in,
// events come out; there is no clock and no I/O, and the same input gives the same bytes, ids
// included. So whoever sends the same days again sends duplicates, which a collector
// recognises, and a history that broke off can be taken up anywhere.
//
// What happens is not drawn from a table of events but follows from what shoppers do.
// Somebody comes by an advertisement on a phone, looks at two carpets, puts one into the
// cart, is shown what shipping to Zahedan costs, and leaves; the price that was shown, the
// survey's answer and the reminder by text message are consequences. Each obstacle lowers
// the chance of going on, so a report that looks for causes has causes to find. Whoever
// bought comes again, or does not, by how it went; whoever is pleased recommends.
//
// The numbers are of a plausible shop, not of a certain one: of a hundred visits two to four
// end with an order, of ten carts seven are left behind, a quarter of the customers of three
// months buy again. The week is Iran's, with its weekend on Thursday and Friday, the days
// have their evenings, and there are things for a merchant to notice:
//
//   - On one afternoon, eight days before the last day of history, a sale is announced by
//     text message and the bank's gateway breaks down under it: from 14:00 to 19:00 most who are
//     sent there do not return.
//   - Four weeks before the end shipping gets dearer.
//   - Seventeen days before the end robots come in a burst.
//
// Events have two senders, as in life: what a page sees (pages, products, touchpoints,
// surveys) comes from browsers, what the shop knows (carts, checkouts, payments, orders,
// messages) from its server. A Post says which. A history is told by the server alone, since
// a browser is not believed about times long past; see Post.Reported. Shoppers' addresses are
// from the ranges that are set apart for documentation.
package demo
