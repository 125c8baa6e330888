// Package sqlite keeps a collector's data in one SQLite file.
//
// # Why it is as it is
//
// An acknowledged event must survive a power cut. So every connection runs with
// synchronous=FULL, which the driver does not do by itself, and Append answers only after
// the commit that holds the batch has been synced. One sync costs as much for a thousand
// events as for one; so a single writer goroutine takes whatever has queued up while it
// was busy, writes it in one transaction and then answers everybody. Nothing waits for a
// timer: a lone event is committed at once, a crowd shares.
//
// What does not need the database is done before the queue: rows are encoded, hashed and
// searched for identifiers in the goroutine of the caller, and the writer is left with SQL.
// The queue is bounded by bytes and by the time that what waits will take; see toll. Beyond
// that, and when folding is too far behind (see arrears), the answer is store.ErrUnavailable at
// once, since a sender that is told so tries again, while one that waits piles up.
//
// # Identity
//
// An event is the same event when site, key kind, id and time as sent are the same. The
// index for it begins with the hour of that time, so that writes stay in a few warm pages
// however random the ids are, and ends with a hash of the id instead of the id. The hash is
// cut from SHA-256, because ids are chosen by strangers: a hash that can be made to collide
// would let them turn each look-up into a walk. What is stored decides. Of an event nothing is
// stored twice: the time as sent only where it was corrected, and a UUID as its 16 bytes.
//
// # Words
//
// Most of what events say has been said before: addresses, titles, browsers, names of params.
// Such a text becomes a word, a number in the table word, once several visitors have sent it,
// and later events name the number, which makes a row a third as long. The caller's goroutine,
// which encodes, uses only words that are on disk; what it would like to have as one the writer
// adds to its next transaction. So no event ever waits for a word, and a transaction that fails
// leaves nothing behind that names one. What one visitor alone sends never becomes a word, and
// words are bounded: texts that find no room are stored as they are.
//
// # Calls
//
// A row costs SQLite a few microseconds, and a call of it through database/sql as much again.
// So whatever concerns many rows is one statement (bulk), and the writer hands its parameters
// to the driver itself (direct).
//
// # Households
//
// What an event means depends on the events that it shares identifiers with, however far
// away in time. Each identifier is a node; the nodes of an event form a household, and an
// event that belongs to two households makes them one. The labels change in the transaction
// that stores the event, and the households that it touched are marked dirty in the same
// transaction. Folding is then simply: take a dirty household, read its events in order,
// replace its facts. A household that has been merged into another stays marked too: it has
// no events any more, so folding it removes its facts. The smaller of two households is the
// one that is relabelled, which keeps the work n log n however the events arrive.
//
// Once everything is folded, what comes is gathered for a quarter of a second, unless somebody
// waits for the facts: a step costs a transaction, and a visit that goes on would be folded
// for each of its events. Households are read many at a time, with their events.
//
// A household with thousands of events, a kiosk, rests between foldings in proportion to them;
// for whoever waits for the facts nobody rests.
//
// # Several processes
//
// The program's commands open the same file that the server has open. Nothing is kept in
// memory that another process could make wrong unnoticed: every write transaction begins
// with BEGIN IMMEDIATE, and when PRAGMA data_version tells that somebody else has written
// since, the caches are emptied. Two processes may fold at the same time; they take turns.
//
// # Questions
//
// A query's measures become one statement per fact table, made of the fragments of
// vocabulary.go alone; what a request says is bound. Spans of time go in as a list, so one
// statement answers the range, the period before and every step of the series.
//
// Facts are stored as seen from the end of time. A question as of an instant before some
// events folds the households of those events again without them, into temporary tables
// before which a view hides what they replace; the statements are the same.
//
// # Sums that are kept
//
// A question that comes with cuts is taken piece by piece, a day or an hour, and what a statement
// says of a piece is kept, in memory and for days on disk. The transaction that replaces facts
// writes the hours in which they have changed: see digest for how it knows, and hinges for the few
// things that hang on other households. A part is used as long as no later turn changed an hour of
// its piece. What adds up is added, different people are counted by when they were there before,
// see ranking, and all else is asked as if nothing were kept: way decides. So answers are the same
// with cuts and without.
//
// Raw events are the truth. Nodes and facts can be made again from them: see Rebuild. Sealed
// facts can not. Their unit is below zero, so that they belong to no household and folding never
// finds them; what they say of visitors and persons are nodes, which therefore are kept.
//
// # Erasing
//
// Who is erased stands on a list, as keyed hashes of identifiers with an instant: what is timed
// before is not taken any more, see admit, and ingest discards it. The list is in the database and in
// a file beside it, so that an older copy that is put in the database's place is brought up to
// date when it is opened. What goes of a household journey.Belongings says; the work is done in
// phases between batches (see erasing), each of which goes on after a restart. Deleted rows are
// zeroed by SQLite, what it leaves between the rows of pages by scour.
//
// # Copies and damage
//
// A whole file is copied by Backup, put in its place by Restore, looked through by Examine and
// read page by page, where SQLite gives up, by Salvage. They work on paths and not on an open
// DB: opening brings a schema up to date and folds, which is nothing that a look at a file
// should do. What they make has a name of its own until it has been read again and synced.
package sqlite
