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
// collector costs is decided in Config and not by how long it lasts. When it is full, new
// events are dropped: ordinary ones while a quarter of the place is still there for orders,
// payments and answers, since a missing page view makes a number less sharp and a missing
// order makes it wrong.
//
// One goroutine sends, one batch at a time, oldest first. An event gets its id and its time
// when it is tracked and is repeated byte for byte until there is an answer, so the collector
// recognises what it has already, and a retry never counts twice. What stands around the
// events is new in each attempt: an old sent_at would make the collector believe that the
// shop's clock is slow, and move the events.
//
// A refused key, or an address where something else than a collector answers, says nothing
// about the events: they wait. Only an answer that accounts for each event settles them.
//
// Every event ends in one of three places, and Stats says how many in each: sent, still
// queued, or dropped, with the reason. The next batch tells the collector of the drops, so
// that the merchant can tell a gap from a quiet day.
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
