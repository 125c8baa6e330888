package event

// Params are an event's own facts. Decoded values are nil, bool, string, json.Number,
// []any and map[string]any: a number keeps the text it was written with, so that money
// never passes through binary floating point.
type Params map[string]any
