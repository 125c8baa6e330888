package hostile

// Payload is one hostile text.
type Payload struct {
	// Class is what it tries; payloads of a class stand together.
	Class string
	Text  string
}

// payloads are texts of one class.
func payloads(class string, texts ...string) []Payload {
	all := make([]Payload, len(texts))
	for i, text := range texts {
		all[i] = Payload{class, text}
	}
	return all
}
