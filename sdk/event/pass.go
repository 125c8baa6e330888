package event

// inRoot is how many objects stand around a member of the outermost one.
const inRoot = 1

// document passes over a text that is one object and nothing else, or gives up. take is called
// for each member when its value comes, and passes over that.
func (p *parser[T]) document(take func(key string)) (ok bool) {
	p.space()
	if p.peek() != '{' {
		return false
	}
	p.members(take)
	p.space()
	return !p.bad && p.at == len(p.text)
}

// members passes over an object as document does.
func (p *parser[T]) members(take func(key string)) {
	p.at++ // the brace
	p.space()
	if p.peek() == '}' {
		p.at++
		return
	}
	for !p.bad {
		p.space()
		key := p.quoted()
		p.space()
		p.skip(':')
		p.space()
		if p.bad {
			return
		}
		take(key)
		p.space()
		if p.peek() == '}' {
			p.at++
			return
		}
		p.skip(',')
	}
}

// span passes over a value that stands inside depth objects and arrays, and returns its text.
func (p *parser[T]) span(depth int) T {
	begin := p.at
	p.pass(depth)
	return p.text[begin:p.at]
}

// spans passes over an array as span does and returns the texts of the first most elements.
func (p *parser[T]) spans(depth, most int) []T {
	elements := []T{}
	p.at++ // the bracket
	p.space()
	if p.peek() == ']' {
		p.at++
		return elements
	}
	for !p.bad {
		p.space()
		if element := p.span(depth + 1); len(elements) < most {
			elements = append(elements, element)
		}
		p.space()
		if p.peek() == ']' {
			p.at++
			return elements
		}
		p.skip(',')
	}
	return nil
}

// pass goes over a value as value does, and makes nothing of it.
func (p *parser[T]) pass(depth int) {
	switch c := p.peek(); {
	case c == '"':
		p.passQuoted()
	case c == '{' && depth < maxNesting:
		p.passMembers(depth+1, '}', true)
	case c == '[' && depth < maxNesting:
		p.passMembers(depth+1, ']', false)
	case c == '-' || isDigit(c):
		p.passNumber()
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

func (p *parser[T]) passMembers(depth int, end byte, keyed bool) {
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

func (p *parser[T]) passQuoted() {
	if p.skip('"'); p.bad {
		return
	}
	for at, text := p.at, p.text; at < len(text); at++ {
		switch c := text[at]; {
		case c == '"':
			p.at = at + 1
			return
		case c == '\\':
			if p.at = at + 1; !p.passEscape() {
				p.bad = true
				return
			}
			at = p.at - 1
		case c < ' ':
			p.bad = true
			return
		}
	}
	p.bad = true
}

// passEscape passes over what follows a backslash, if that may.
func (p *parser[T]) passEscape() bool {
	c := p.peek()
	p.at++
	switch c {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return true
	case 'u':
		for range 4 {
			if c := p.peek(); !isDigit(c) && (c|' ' < 'a' || c|' ' > 'f') {
				return false
			}
			p.at++
		}
		return true
	}
	return false
}
