package event

import "encoding/json"

// parser reads JSON values without reflection. It reads what encoding/json reads with
// UseNumber, to the same values, or gives up: then encoding/json says what is wrong. Strings
// without escapes are parts of a text that is a string, and keep all of it in memory.
type parser[T ~string | ~[]byte] struct {
	text T // valid UTF-8
	at   int
	bad  bool // given up
}

// parseObject reads a text that is an object and nothing else.
func parseObject(text string) (object map[string]any, ok bool) {
	p := parser[string]{text: text}
	p.space()
	if p.peek() != '{' {
		return nil, false
	}
	object = p.object(1)
	p.space()
	return object, !p.bad && p.at == len(text)
}

// peek is the byte that comes next, 0 at the end, which no value begins with.
func (p *parser[T]) peek() byte {
	if p.at < len(p.text) {
		return p.text[p.at]
	}
	return 0
}

func (p *parser[T]) space() {
	for p.at < len(p.text) {
		switch p.text[p.at] {
		case ' ', '\t', '\n', '\r':
			p.at++
		default:
			return
		}
	}
}

// skip passes a byte that must come.
func (p *parser[T]) skip(c byte) {
	if p.peek() != c {
		p.bad = true
		return
	}
	p.at++
}

// value reads a value that stands inside depth objects and arrays.
func (p *parser[T]) value(depth int) any {
	switch c := p.peek(); {
	case c == '"':
		return p.quoted()
	case c == '{' && depth < maxNesting:
		return p.object(depth + 1)
	case c == '[' && depth < maxNesting:
		return p.array(depth + 1)
	case c == '-' || isDigit(c):
		return p.number()
	case c == 't':
		p.word("true")
		return true
	case c == 'f':
		p.word("false")
		return false
	case c == 'n':
		p.word("null")
		return nil
	}
	p.bad = true
	return nil
}

func (p *parser[T]) word(word string) {
	if len(p.text)-p.at < len(word) || string(p.text[p.at:p.at+len(word)]) != word {
		p.bad = true
		return
	}
	p.at += len(word)
}

func (p *parser[T]) object(depth int) map[string]any {
	object := map[string]any{}
	p.at++ // the brace
	p.space()
	if p.peek() == '}' {
		p.at++
		return object
	}
	for !p.bad {
		p.space()
		key := p.quoted()
		p.space()
		p.skip(':')
		p.space()
		if v := p.value(depth); !p.bad {
			object[key] = v
		}
		p.space()
		if p.peek() == '}' {
			p.at++
			return object
		}
		p.skip(',')
	}
	return nil
}

func (p *parser[T]) array(depth int) []any {
	array := []any{}
	p.at++ // the bracket
	p.space()
	if p.peek() == ']' {
		p.at++
		return array
	}
	for !p.bad {
		p.space()
		array = append(array, p.value(depth))
		p.space()
		if p.peek() == ']' {
			p.at++
			return array
		}
		p.skip(',')
	}
	return nil
}

// quoted reads a string.
func (p *parser[T]) quoted() string {
	begin, escaped := p.at, false
	if p.skip('"'); p.bad {
		return ""
	}
	for ; p.at < len(p.text); p.at++ {
		switch c := p.text[p.at]; {
		case c == '"':
			p.at++
			if !escaped {
				return string(p.text[begin+1 : p.at-1])
			}
			s, ok := unescape(string(p.text[begin:p.at]))
			p.bad = p.bad || !ok
			return s
		case c == '\\':
			escaped = true
			p.at++ // what follows is no end
		case c < ' ':
			p.bad = true
			return ""
		}
	}
	p.bad = true
	return ""
}

// unescape decodes a JSON string.
func unescape(quoted string) (s string, ok bool) {
	return s, json.Unmarshal([]byte(quoted), &s) == nil
}

func (p *parser[T]) number() json.Number {
	begin := p.at
	p.passNumber()
	return json.Number(string(p.text[begin:p.at]))
}

func (p *parser[T]) passNumber() {
	if p.peek() == '-' {
		p.at++
	}
	if p.peek() == '0' {
		p.at++
	} else {
		p.digits()
	}
	if p.peek() == '.' {
		p.at++
		p.digits()
	}
	if c := p.peek(); c == 'e' || c == 'E' {
		p.at++
		if c := p.peek(); c == '+' || c == '-' {
			p.at++
		}
		p.digits()
	}
}

// digits passes digits, of which there must be one.
func (p *parser[T]) digits() {
	begin := p.at
	for isDigit(p.peek()) {
		p.at++
	}
	if p.at == begin {
		p.bad = true
	}
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
