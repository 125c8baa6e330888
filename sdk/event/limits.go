package event

// The limits of the wire format. Lengths are in characters (Unicode code points), sizes in
// bytes.
const (
	MaxEvents     = 1000    // events of a batch
	MaxEventSize  = 1 << 20 // of an event's JSON as sent
	MaxID         = 64
	MaxVisitorID  = 64
	MaxReference  = 128 // customer, cart, checkout, touchpoint, and ids inside params
	MaxURL        = 8192
	MaxTitle      = 1024
	MaxUserAgent  = 2048
	MaxParams     = 64      // keys of params
	MaxDepth      = 4       // objects and arrays inside each other, params being the first
	MaxParamsSize = 8 << 10 // of params as compact JSON, without items
	MaxItems      = 200
	MaxItemsSize  = 64 << 10 // of items as compact JSON
	MaxDropped    = 32       // reasons of a batch's dropped

	// MaxAmount bounds money in minor units, so that thousands of the largest amounts
	// still add up within 64 bits.
	MaxAmount = 1_000_000_000_000_000
	// MaxCount bounds what counts things: count, milliseconds, quantities.
	MaxCount = 1_000_000_000_000
)

// maxNesting bounds the nesting of a whole body. It lies far above MaxDepth, so that an
// event which is merely too deep costs itself and not its neighbours.
const maxNesting = 1000
