// Package sdk reports what happens in an online shop to a Safar collector. It is meant to be
// forgotten: adding it is a few lines, and then no request is slower or fails because of it,
// whatever becomes of the collector.
//
//	client, err := sdk.New(sdk.Config{Endpoint: "https://safar.shop.example", Key: os.Getenv("SAFAR_KEY")})
//	if err != nil { ... }
//	defer client.Close(ctx)
//	http.ListenAndServe(addr, client.Middleware(mux))
//	// and in handlers:
//	client.AddToCart(r.Context(), sdk.Basket{CartID: cart.ID, Items: items})
//
// # Why it is as it is
//
// Track writes an event as JSON straight into a buffer, under one lock, and returns. Nothing
// of the caller's is kept, so nothing can change under way, and nothing is allocated. The
// buffer is a fixed number of chunks of a fixed size: how much memory an outage of the
// collector costs is decided in Config and not by how long it lasts. Ordinary events may fill
// three quarters of it; then new ones are dropped. The last quarter is kept for orders,
// payments and answers, and when they need more than that, the oldest ordinary events make way
// for them: a missing page view makes a number less sharp, a missing order makes it wrong.
//
// One goroutine decides what is sent, one batch at a time, oldest first. An event gets its id and its time
// when it is tracked and is repeated byte for byte until there is an answer, so the collector
// recognises what it has already, and a retry never counts twice. What stands around the
// events is new in each attempt: an old sent_at would make the collector believe that the
// shop's clock is slow, and move the events.
//
// A refused key, or an address where something else than a collector answers, says nothing
// about the events: they wait. Only an answer that accounts for each event settles them.
//
// Every event is in one of four places, and Stats says how many in each: sent, on disk, still
// queued, or dropped, with the reason. The next batch tells the collector of the drops, so
// that the merchant can tell a gap from a quiet day.
//
// # What outlives the process
//
// Without Config.SpoolDir everything is in memory. A process that is killed loses what is
// there: the events of the last two seconds while the collector answers, and all that wait
// while it does not, up to Config.BufferBytes.
//
// With it, a batch that can't be sent becomes a file, written beside and renamed, compressed
// and readable by its owner alone. That happens after an attempt that brought nothing, while
// one is under way and half of the memory is taken, and when Close has no time left. While
// the collector is away, events wait in memory for ten seconds at most, or until a batch is
// full. A process that is killed loses what was in memory: of the last two seconds, the last
// ten of an outage, and what was tracked since a request began that still goes on, Config.Timeout
// at most. What is on disk it does not lose, and but for files that were written when Close
// had no time left a power cut does not either.
//
// The oldest file is the probe: while the collector is away that one request is all it gets,
// at the pace of retries. When it is taken the others follow, oldest first, in turns with new
// events. Files hold events as they were, their ids and times among them, so that what was
// sent already is recognised. They hold what an event holds, the address of a browser too,
// and no key: a client with a new key sends what one with an old key could not.
//
// SpoolDir holds a numbered folder for each process that uses it at the same time, with a lock
// that ends with the process. What processes leave behind that are gone is taken over by those
// that are there, or by the next one: it counts as accepted and as adopted there, so that the
// sum holds in each process. (Windows has such locks by its own means. On systems without any
// a folder is an orphan when nobody has touched it for ten minutes.)
//
// Files beyond Config.SpoolBytes make way, oldest ordinary events first; orders, payments and
// answers lie in files of their own and stay. When nothing can make way, or the disk fails in
// whatever manner, events wait in memory as they would without a spool, and the disk is tried
// again ten seconds later. Nothing of this is ever done by the goroutine that calls Track.
//
// # Whose events
//
// Who the shopper is stands in a scope that the context carries. It is a pointer, so what is
// learned deep inside of a request, by the code that signs somebody in for example, holds for
// whatever is tracked later in it: Identify, SetCart, SetConsent. A request's scope is filled
// from the request only when the first event asks. Where there is no request, in a job or at
// a till, WithScope makes one.
//
// With consent "full" the visitor's and the customer's ids go with an event. With
// "anonymous", which is the default without the visitor cookie, neither does; address and
// user agent go along in both, since the collector makes of them the hash by which the
// events of one visitor and day meet, and the kind of device, and stores neither. With "none"
// only the event's name goes.
package sdk
