package event

import (
	"bytes"
	"iter"
)

// nesting returns how many objects and arrays stand inside each other at the deepest point
// of a JSON text. It needs no valid text and no stack, so it can go before a parser.
func nesting(text []byte) int {
	depth, deepest := 0, 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '"':
			i = stringEnd(text, i) - 1
		case '{', '[':
			depth++
			deepest = max(deepest, depth)
		case '}', ']':
			depth--
		}
	}
	return deepest
}

// members walks the members of an object in valid JSON. The values are slices of it.
func members(object []byte) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		for i := next(object, 1); object[i] != '}'; {
			end := stringEnd(object, i)
			key := unquote(object[i:end])
			i = next(object, next(object, end)+1) // over the colon
			end = valueEnd(object, i)
			if !yield(key, object[i:end]) {
				return
			}
			i = next(object, end)
			if object[i] == ',' {
				i = next(object, i+1)
			}
		}
	}
}

// next returns the index of the first byte at or after i that is no white space.
func next(text []byte, i int) int {
	for i < len(text) && (text[i] == ' ' || text[i] == '\n' || text[i] == '\r' || text[i] == '\t') {
		i++
	}
	return i
}

// valueEnd returns the index after the value that begins at i.
func valueEnd(text []byte, i int) int {
	switch text[i] {
	case '"':
		return stringEnd(text, i)
	case '{', '[':
		for depth := 0; i < len(text); i++ {
			switch text[i] {
			case '"':
				i = stringEnd(text, i) - 1
			case '{', '[':
				depth++
			case '}', ']':
				if depth--; depth == 0 {
					return i + 1
				}
			}
		}
		return i
	}
	if end := bytes.IndexAny(text[i:], ",]} \n\r\t"); end >= 0 {
		return i + end
	}
	return len(text)
}

// stringEnd returns the index after the string whose opening quote is at i, or the length
// of the text when it never closes.
func stringEnd(text []byte, i int) int {
	for i++; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(text)
}

// unquote decodes a valid JSON string.
func unquote(quoted []byte) string { return member(quoted).text() }
