// Package ingest turns the body of a request into events that are kept: it decodes,
// validates, corrects clocks, asks enrich who it was, and hands the whole to the store.
//
// The order of steps is the order of trust. Before anything of a body is inflated the sender
// has shown a key; a body is read up to a bound and never further, and all bodies in memory
// together have a bound as well, beyond which senders are told to come again; a batch that
// is no JSON costs one pass; after that every event stands for itself, and a bad one costs
// only itself.
//
// Four promises hold for every request, whatever is in it:
//
//   - accepted + duplicates + discarded + rejected = received.
//   - What is called accepted is on disk, since the store's Append is durable on return. When
//     it fails nothing was taken, and the sender sends all of it again.
//   - An event's time is fixed here, once: a sender's clock that is more than a minute off is
//     corrected by the difference between its sent_at and our receipt. Hit.Event.Time stays
//     as it was sent, for it is part of the event's identity; Hit.Time is the corrected one.
//   - Of an event sent without consent nothing stays but a count. Of a refused event what
//     could name a person is taken out before it is kept.
//
// Where the contract leaves a choice: a browser key that sends a time more than 24 hours back
// gets time_out_of_range, since the field itself is allowed. Raw events are kept without
// limit, so for a server key nothing is too old. An event that needs a day hash but comes
// after its day's salt was destroyed gets the hash of a new salt: it meets other late events
// of its day, and nobody who was counted then.
//
// Import is the second way in, for a shop's past: the same steps without bounds on time.
package ingest
