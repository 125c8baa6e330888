// Package transfer brings a shop's past into a collector: it reads files, makes events of
// them and hands the events on in batches.
//
// Two kinds of file are read. JSONL holds one event per line as the contract writes it, or as
// an export does, with the receipt of the collector that accepted it. CSV
// is whatever a shop's software exports, and a Mapping says which column is what. Rows that
// are lines of one order are gathered into one purchase, because an order is what the
// collector counts: its value is the exact sum of quantity times price, never a sum of
// binary fractions.
//
// Four promises hold it together:
//
//   - Importing a file twice changes nothing. An event without an id gets one that follows
//     from what it says: for an order from its transaction, for any other row or line from
//     its text and line number. The collector then knows the second copy as a repeat.
//   - A bad line costs only itself, is told with its number and reason, and is kept so that
//     it can be mended. The exception is an order: one unreadable line would make its value
//     wrong without anybody noticing, so the whole order is left out and named.
//   - An import that is stopped, by a kill as well, goes on where it was, and comes to what
//     one comes to that nothing disturbs: see File.
//   - Memory does not grow with the file. A line, a record and an order have bounds, and an
//     order counts as complete once OrderWindow rows went by without a row of it. A row that
//     comes later still is refused with the advice to sort the file.
//
// The package knows no network: where the batches go is the Sink's business.
package transfer
