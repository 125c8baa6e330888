package sqlite

// Held says what a table holds of people: for the data inventory, which a test holds complete
// against the schema.
type Held struct {
	Table string
	What  string // a row
	Whose string // whose data it is: see the constants
	Long  string // how long it stays
	Erase string // what erasing a customer does with it
	// Columns are told apart from what OrdinaryColumns says of a column of that name.
	Columns map[string]string
}

// Whose data a table holds.
const (
	OfVisitors = "visitors and customers"
	OfUsers    = "those who sign in"
	OfShop     = "the shop"
	OfNobody   = "nobody"
)

// How long, and what erasing does, where it is the same for many tables.
const (
	asFacts    = "as the site says (keep_orders_days): what events add up to stays when raw events are let go of"
	asShop     = "until somebody removes it"
	asWork     = "until the work is done"
	erasedFact = "folded anew without the person's events; settled ones are deleted"
	erasedNot  = "nothing: it names nobody of them"
)

func fact(table, what string, columns map[string]string) Held {
	return Held{table, what, OfVisitors, asFacts, erasedFact, columns}
}

// Inventory lists what every table holds.
func Inventory() []Held {
	return []Held{
		{"event", "An event as it was accepted.", OfVisitors, "as the site says: keep_days, and keep_orders_days for orders, answers and what later events hang on; 30 days of robots, trials and the shop's own people", "deleted", map[string]string{
			"seq": "Order of acceptance.", "id": "The sender's id of the event.", "home": "The identifier that it is found by.", "hash": "Of the id.", "sent": "Time as sent, where it was corrected.",
			"payload": "Everything else: name, ids of visitor, customer (hashed where it looks like an e-mail address or a phone number), cart and checkout; address and title of the page, referrer; consent, surface, touchpoint; channel, device, browser, system, country; params, such as products, amounts, search words, answers. Texts that several visitors sent are numbers of words.", "seal": "Whether its time is settled.", "kind": "Whether a browser's or a server's key brought it.",
		}},
		{"word", "A text that several visitors sent.", OfVisitors, "for ever", "overwritten where nobody else's event uses it", map[string]string{"text": "An address, a title, a name, a word of a param, of at most 256 bytes."}},
		{"node", "An identifier.", OfVisitors, "as long as an event or a settled figure names it, or another of its group", "deleted", map[string]string{
			"id": "Its number, by which figures name visitors and persons.", "kind": "Of a visitor, customer, cart, order, answer, message or attempt.", "key": "The identifier as sent; of customers who are named by e-mail address or phone number a keyed hash, of visitors without consent a hash that nobody can make again after two days.", "basket": "Group of carts.", "household": "Group of identifiers that events join.",
		}},
		{"reject", "An event that was refused, without whom it was about.", OfVisitors, "the latest 10,000 or 16 MiB of a site", "deleted", map[string]string{
			"seq": "Order.", "received": "When.", "code": "Why.", "field": "Which field is wrong.", "message": "In words.", "body": "The event without ids of visitor and customer, without the queries of addresses, at most 2 KiB.", "bytes": "Size.", "who": "Keyed hashes of the identifiers, by which it is found.", "kind": "Of the key.",
		}},
		fact("session", "A visit.", map[string]string{"first": "Whether the visitor's first ever.", "start": "When it began.", "landing": "Path of its first page.", "orders": "How many.", "past_orders": "Of its person, before."}),
		fact("cart", "A cart.", nil),
		fact("checkout", "A checkout.", nil),
		fact("placed", "An order.", map[string]string{"transaction": "The shop's number of it.", "kind": "Of the key that told of it.", "event": "Id of that event.", "value": "What it came to.", "time": "When."}),
		fact("order_item", "A product of an order.", nil),
		fact("cart_item", "A product of a cart.", nil),
		fact("category", "A category of an order's or a cart's products.", map[string]string{"name": "Of the category."}),
		fact("referral", "A code that brought an order's buyer.", nil),
		fact("code", "A referral code and who shared it.", map[string]string{"kind": "Of the key that told of it.", "event": "Id of that event."}),
		fact("answer", "An answer to a survey, without its words, which the event has.", map[string]string{"kind": "Of question.", "words": "Whether there were any.", "survey": "Its name.", "score": "Given."}),
		fact("message", "A message to a customer: when it was sent, delivered, opened.", map[string]string{"message": "The shop's id of it."}),
		fact("friction", "Something that stood in somebody's way.", map[string]string{"name": "Of the event."}),
		fact("hindrance", "A reason that stood in the way of a checkout.", nil),
		fact("verdict", "Why a checkout was left.", nil),
		fact("tally", "How often a visit had an event of one name.", nil),
		fact("contact", "How often a visit met a touchpoint.", nil),
		fact("attempt", "A try to pay.", nil),
		fact("refusal", "A field of a form that refused digits.", map[string]string{"entry": "The form, the field and the kind of digits."}),
		fact("stumble", "A field that refused digits in a checkout.", map[string]string{"entry": "The form, the field and the kind of digits."}),
		fact("meeting", "An order whose visit met a touchpoint.", nil),
		fact("handling", "What a visit did with a product.", nil),
		fact("passage", "When a visit or a cart came to a step.", nil),
		fact("spend", "What advertisements cost.", nil),
		{"sealed_order", "What is settled around an order.", OfVisitors, asFacts, "deleted", map[string]string{"transaction": "The shop's number of the order."}},
		{"salt", "The secret of a day's hashes of visitors without consent.", OfNobody, "48 hours after the day", erasedNot, map[string]string{"value": "Random.", "dies": "When it is destroyed."}},
		{"secret", "A key of the installation: customers' ids are hashed with it, links to surveys signed.", OfNobody, "for ever", erasedNot, map[string]string{"value": "Random."}},
		{"erased", "Who was erased.", OfVisitors, "for ever", "made by it", map[string]string{"mark": "A keyed hash of an identifier; without the key it names nobody.", "at": "What is timed before is not taken any more.", "until": "The last event that may have to go."}},
		{"erasing", "How far erasing has come.", OfNobody, "for ever", erasedNot, nil},
		{"fading", "Numbers of words that perhaps nobody uses any more.", OfNobody, asWork, erasedNot, nil},
		{"site", "A shop and its settings.", OfShop, asShop, erasedNot, map[string]string{"name": "Of the site.", "settings": "Currency, rules for carts and orders.", "since": "Its first event.", "apart": "Networks and visitor ids of the shop's own people, as its owner named them."}},
		{"key", "A key that lets a sender in.", OfShop, asShop, erasedNot, map[string]string{"kind": "For browsers or servers.", "events_per_day": "How many events it may bring a day."}},
		{"token", "A token that lets a reader in.", OfShop, asShop, erasedNot, map[string]string{"scope": "What it may see."}},
		{"user", "Somebody who signs in.", OfUsers, "until they are removed", erasedNot, map[string]string{"email": "E-mail address.", "password": "Its argon2id hash."}},
		{"user_role", "What somebody who signs in may do at a site.", OfUsers, "until it is taken away", erasedNot, map[string]string{"role": "Owner, editor or viewer.", "site": "At which shop; none for all."}},
		{"user_session", "A browser in which somebody is signed in.", OfUsers, "until it ends, at most 90 days", erasedNot, nil},
		{"second_factor", "What makes the codes that somebody signs in with beside a password.", OfUsers, "until it is taken off or the user is removed", erasedNot, map[string]string{"secret": "Sealed with a key that lies beside the database.", "confirmed": "Whether it counts.", "used": "The latest code that was used, by time."}},
		{"recovery_code", "A code that lets somebody in once who has lost what makes codes.", OfUsers, "until it is used or the second factor is taken off", erasedNot, map[string]string{"hash": "Of the code."}},
		{"policy", "What holds for all who sign in.", OfShop, asShop, erasedNot, map[string]string{"only": "There is one row.", "strict_sessions": "Whether sessions end after half an hour without use."}},
		{"link", "A link that lets somebody in once.", OfUsers, "until it is used or ends", erasedNot, nil},
		{"audit", "Who came in, and who changed what.", OfUsers, "13 months", "told, without who was erased", map[string]string{"actor": "E-mail address of a user or label of a token.", "action": "What was done.", "object": "Account or label.", "site": "Its name."}},
		{"goal", "What a metric is to come to.", OfShop, asShop, erasedNot, map[string]string{"value": "Wanted."}},
		{"touchpoint", "What the shop says of a touchpoint.", OfShop, asShop, erasedNot, nil},
		{"persona", "Filters with a name.", OfShop, asShop, erasedNot, map[string]string{"filters": "Dimensions and values, in the shop's words."}},
		{"annotation", "A note of a day.", OfShop, asShop, erasedNot, nil},
		{"survey", "A question to visitors.", OfShop, asShop, erasedNot, map[string]string{"kind": "Of question.", "name": "Of the survey."}},
		{"receipt", "How many events came in a quarter of an hour, by what became of them.", OfNobody, "for ever", "events that went are counted", map[string]string{"name": "Kind of key, number of a key, code or reason."}},
		{"part", "A sum over a day that is kept.", OfVisitors, "40 days after it was last asked for", "deleted", map[string]string{"body": "Numbers by group: groups are values of a dimension, such as a path or a campaign, also of a single visit.", "from": "Span.", "to": "Span.", "until": "From when it sees something else."}},
		{"shape", "A question whose sums are kept.", OfNobody, "40 days after it was last asked", "deleted", map[string]string{"hash": "Of the question."}},
		{"folded", "Where a household's figures are.", OfNobody, "as long as the household", "deleted", nil},
		{"dirty", "A household that is to be folded anew.", OfNobody, asWork, "deleted", nil},
		{"due", "A household with an event that is yet to come.", OfNobody, asWork, "deleted", map[string]string{"seen": "As of when it was folded.", "at": "When it is due."}},
		{"poison", "A household that could not be folded.", OfNobody, asWork, "deleted", map[string]string{"reason": "Why, in the program's words."}},
		{"rebuild", "How far a rebuild has come.", OfNobody, asWork, erasedNot, map[string]string{"first": "First event.", "last": "Last event.", "next": "Next event."}},
		{"turn", "The latest change of figures.", OfNobody, "for ever", erasedNot, map[string]string{"latest": "Its number.", "seen": "As of when."}},
		{"changed", "Which hours' figures have changed.", OfNobody, "for ever", erasedNot, nil},
	}
}

// OrdinaryColumns say what a column holds in every table that says nothing else of it.
func OrdinaryColumns() map[string]string {
	return map[string]string{
		"id": "Number of the row.", "unit": "The household that it was folded from.", "site": "Whose shop.",
		"visitor": "The visitor, by number.", "person": "The customer or visitor, by number.", "customer": "Whether the person is a customer.",
		"session": "The visit, by number.", "cart": "The cart, by number.", "checkout": "The checkout, by number.", "placed": "The order, by number.",
		"hashed": "Whether the visitor is only estimated.", "time": "When.", "start": "When the visit began.", "at": "When.", "created": "When it was made.", "seen": "When it was last used.",
		"expires": "When it ends.", "date": "The day.", "quarter": "The quarter of an hour.", "hour": "The hour.", "since": "From when.", "until": "Until when.", "last": "The last time.",
		"channel": "How the visitor came.", "source": "From where.", "medium": "By what.", "campaign": "By which campaign.", "landing": "Path of the first page.",
		"device": "Kind of device.", "browser": "Name of the browser.", "os": "Name of the system.", "country": "Country.", "surface": "Web, app, shop and so on.", "touchpoint": "Touchpoint, as events name it.",
		"pageviews": "How many pages.", "engaged_ms": "Engaged time.", "engaged": "Whether engaged.", "lead": "Whether it left an address with the shop.", "view_item": "Whether a product was looked at.", "add_to_cart": "Whether one was put into a cart.",
		"orders": "How many orders.", "reached": "Step of the funnel.", "closed": "Step of the funnel, without skipping.", "stages": "Stages of the journey.", "troubled": "Stages with trouble.", "stage": "Stage of the journey.",
		"opened": "When it was opened.", "window_end": "Until when it was open.", "ordered": "Whether or when it became an order.", "emptied": "Whether or when it was emptied.", "recovered": "Whether an order followed later.",
		"begun": "When it began.", "completed": "When it was completed.", "friction_at": "When trouble was certain.", "certain_at": "When it was certain.", "payment_type": "Way of paying.",
		"currency": "Currency.", "value": "Amount.", "refunded": "Amount given back.", "refunds": "How often.", "revenue": "Amount.", "coupon": "Coupon.", "by_browser": "Whether a browser told of it.", "by_server": "Whether the server told of it.", "reused": "Whether its number had been used.",
		"code": "Referral code.", "name": "Name.", "reason": "Reason.", "step": "Step of the funnel.", "count": "How many.", "quantity": "How many, in thousandths.", "failed": "Whether it failed.",
		"product": "The shop's id of the product.", "category": "Of the product.", "deed": "What was done.", "then_added": "Whether it was put into the cart then.",
		"of_cart": "Whether of a cart.", "turn": "Number of the change.", "place": "Order.", "reached_after": "Time since the step before.", "closed_after": "Time since the step before.",
		"impressions": "How often shown.", "clicks": "How often clicked.", "cost": "Amount.", "sent": "When it was sent.", "delivered": "When it was delivered.", "bounced": "When it came back.", "clicked": "When it was clicked.",
		"hash": "SHA-256; the secret itself is not kept.", "label": "What lists show.", "kind": "Kind.", "origins": "Hosts of pages that may send.", "revoked": "Whether it is over.", "day": "The day.",
		"timezone": "Time zone.", "settings": "Settings.", "domains": "The shop's hosts.", "gateways": "Hosts of payment gateways.", "keep_days": "For how many days raw events are kept.", "keep_orders_days": "For how many days anything is kept.", "kept_from": "Before which nothing is kept.", "kept_moved": "When that changed.", "expired": "Up to where all has gone.", "sealed": "Before which nothing is taken.", "moved": "When that changed.", "swept": "Up to where old events have gone.",
		"user": "The user, by number.", "purpose": "What it lets do.", "metric": "Id of the metric.", "goal_of": "Metric.", "goal_value": "Wanted.", "note": "The shop's words.", "text": "The shop's words.",
		"household": "Number of the group.", "mark": "The latest event then.", "tables": "Which.", "digest": "Hash of its figures, by hour.", "asked": "When last.", "shape": "The question, by number.", "what": "What is counted.",
		"generation": "Counts changes.", "phase": "Of the work.", "next": "Where it goes on.", "target": "The last event then.", "word": "Number of the word.",
		"latest": "The latest.", "whole": "The latest that changed everything.", "detail": "What became of it.", "times": "How often.",
		"questions": "The shop's words.", "page": "Pages where it is asked.", "occasion": "When it is asked.", "seconds": "After how long.", "leaving": "Whether when leaving.", "share": "Of visitors.", "days": "Until asked again.",
	}
}
