package event

import "encoding/json"

// parser reads JSON values without reflection. It reads what encoding/json reads with
// UseNumber, to the same values, or gives up: then encoding/json says what is wrong. Strings
// without escapes are parts of text and keep all of it in memory.
type parser struct {
	text string // valid UTF-8
	at   int
	bad  bool // given up
}

// parseObject reads a text that is an object and nothing else.
func parseObject(text string) (object map[string]any, ok bool) {
	p := parser{text: text}
	p.space()
	if p.peek() != '{' {
		return nil, false
	}
	object = p.object(1)
	p.space()
	return object, !p.bad && p.at == len(text)
}

// peek is the byte that comes next, 0 at the end, which no value begins with.
func (p *parser) peek() byte {
	if p.at < len(p.text) {
		return p.text[p.at]
	}
	return 0
}

func (p *parser) space() {
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
func (p *parser) skip(c byte) {
	if p.peek() != c {
		p.bad = true
		return
	}
	p.at++
}

// value reads a value that stands inside depth objects and arrays.
func (p *parser) value(depth int) any {
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

func (p *parser) word(word string) {
	if len(p.text)-p.at < len(word) || p.text[p.at:p.at+len(word)] != word {
		p.bad = true
		return
	}
	p.at += len(word)
}

func (p *parser) object(depth int) map[string]any {
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

func (p *parser) array(depth int) []any {
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
func (p *parser) quoted() string {
	begin, escaped := p.at, false
	if p.skip('"'); p.bad {
		return ""
	}
	for ; p.at < len(p.text); p.at++ {
		switch c := p.text[p.at]; {
		case c == '"':
			p.at++
			if !escaped {
				return p.text[begin+1 : p.at-1]
			}
			return p.unescape(p.text[begin:p.at])
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

func (p *parser) unescape(quoted string) (s string) {
	if json.Unmarshal([]byte(quoted), &s) != nil {
		p.bad = true
	}
	return s
}

func (p *parser) number() json.Number {
	begin := p.at
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
	return json.Number(p.text[begin:p.at])
}

// digits passes digits, of which there must be one.
func (p *parser) digits() {
	begin := p.at
	for isDigit(p.peek()) {
		p.at++
	}
	if p.at == begin {
		p.bad = true
	}
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// validJSON tells that a text is JSON that nests no deeper than maxNesting. It is false also
// where it gives up.
func validJSON(text string) bool {
	p := parser{text: text}
	p.space()
	p.pass(0)
	p.space()
	return !p.bad && p.at == len(text)
}

// pass goes over a value as value does, and makes nothing of it.
func (p *parser) pass(depth int) {
	switch c := p.peek(); {
	case c == '"':
		p.passQuoted()
	case c == '{' && depth < maxNesting:
		p.passMembers(depth+1, '}', true)
	case c == '[' && depth < maxNesting:
		p.passMembers(depth+1, ']', false)
	case c == '-' || isDigit(c):
		p.number()
	case c == 't':
		p.word("true")
	case c == 'f':
		p.word("false")
	case c == 'n':
		p.word("null")
	default:
		p.bad = true
	}
}

func (p *parser) passMembers(depth int, end byte, keyed bool) {
	p.at++ // the brace or bracket
	p.space()
	if p.peek() == end {
		p.at++
		return
	}
	for !p.bad {
		p.space()
		if keyed {
			p.passQuoted()
			p.space()
			p.skip(':')
			p.space()
		}
		p.pass(depth)
		p.space()
		if p.peek() == end {
			p.at++
			return
		}
		p.skip(',')
	}
}

func (p *parser) passQuoted() {
	if p.skip('"'); p.bad {
		return
	}
	for p.at < len(p.text) {
		c := p.text[p.at]
		p.at++
		switch {
		case c == '"':
			return
		case c == '\\':
			p.passEscape()
		case c < ' ':
			p.bad = true
			return
		}
	}
	p.bad = true
}

func (p *parser) passEscape() {
	c := p.peek()
	p.at++
	switch c {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
	case 'u':
		for range 4 {
			if c := p.peek(); !isDigit(c) && (c|' ' < 'a' || c|' ' > 'f') {
				p.bad = true
				return
			}
			p.at++
		}
	default:
		p.bad = true
	}
}
