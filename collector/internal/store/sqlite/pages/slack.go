package pages

import "encoding/binary"

// The first bytes of pages that are part of a tree, beside leaf.
const (
	indexNode = 0x02
	tableNode = 0x05
	indexLeaf = 0x0a
)

// Span is a part of the file, half open, in bytes from its beginning.
type Span struct{ From, To int64 }

// Empty reports whether there is nothing in it.
func (s Span) Empty() bool { return s.From >= s.To }

// Slack is the part of a page of a tree that holds nothing: between the places of its cells and
// the cells themselves. SQLite leaves there what it has moved to another page, even where it is
// told to overwrite what is deleted. Of other pages, and of one that is not as it should be, it is
// empty; so it is where all of it is zero already.
func (f *File) Slack(n int64) (Span, error) {
	page, err := f.page(n)
	if err != nil {
		return Span{}, err
	}
	header := 0
	if n == 1 {
		header = headerSize
	}
	places := header + 8
	switch page[header] {
	case leaf, indexLeaf:
	case indexNode, tableNode:
		places += 4
	default:
		return Span{}, nil
	}
	cells := int(binary.BigEndian.Uint16(page[header+3:]))
	content := int(binary.BigEndian.Uint16(page[header+5:]))
	if content == 0 {
		content = 1 << 16
	}
	from := places + 2*cells
	if from > content || content > f.usable {
		return Span{}, nil
	}
	for at := places; at < from; at += 2 {
		if place := int(binary.BigEndian.Uint16(page[at:])); place < content || place >= f.usable {
			return Span{}, nil
		}
	}
	for from < content && page[from] == 0 {
		from++
	}
	for from < content && page[content-1] == 0 {
		content--
	}
	base := (n - 1) * int64(f.size)
	return Span{base + int64(from), base + int64(content)}, nil
}
