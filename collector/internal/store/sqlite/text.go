package sqlite

import (
	"encoding/base64"
	"encoding/hex"
	"strconv"
)

// How a text is stored. The lowest two bits of the varint that it begins with tell how, the
// others are a number.
const (
	asBytes  = iota // the number of bytes, which follow
	asWord          // the word's number
	asPacked        // packedUUID or packedHash; 16 bytes follow
	asNumber        // the text is that number in decimal

	textBits = 2
)

// What is packed into 16 bytes.
const (
	packedUUID = iota // 36 characters, in lower case
	packedHash        // a day hash: hashMark and 22 characters of base64
)

const hashMark = '~'

// longestNumber bounds the digits of a number, so that it fits beside the lowest bits.
const longestNumber = 18

// text writes a text that others may have in common.
func (w *rowWriter) text(s string) {
	if id, ok := w.words.id(s, w.with); ok {
		w.uvarint(id<<textBits | asWord)
		return
	}
	w.name(s)
}

// name writes a text that is nobody else's, which never becomes a word.
func (w *rowWriter) name(s string) {
	var room [16]byte
	if kind, ok := pack(&room, s); ok {
		w.uvarint(kind<<textBits | asPacked)
		w.b = append(w.b, room[:]...)
		return
	}
	if n, ok := plainNumber(s); ok {
		w.uvarint(n<<textBits | asNumber)
		return
	}
	w.uvarint(uint64(len(s)) << textBits) // asBytes is 0
	w.b = append(w.b, s...)
}

// pack makes 16 bytes of a text from which unpack makes the same text again.
func pack(into *[16]byte, s string) (kind uint64, ok bool) {
	switch {
	case len(s) == 36 && s[8] == '-':
		var digits [32]byte
		n := 0
		for i := range len(s) {
			if i == 8 || i == 13 || i == 18 || i == 23 {
				continue
			}
			digits[n] = s[i]
			n++
		}
		_, err := hex.Decode(into[:], digits[:])
		return packedUUID, err == nil && unpack(packedUUID, into[:]) == s
	case len(s) == 23 && s[0] == hashMark:
		var room [17]byte // as much as the library may ask for
		n, err := base64.RawURLEncoding.Decode(room[:], []byte(s[1:]))
		copy(into[:], room[:])
		return packedHash, err == nil && n == len(into) && unpack(packedHash, into[:]) == s
	}
	return 0, false
}

func unpack(kind uint64, b []byte) string {
	if kind == packedHash {
		var s [23]byte
		s[0] = hashMark
		base64.RawURLEncoding.Encode(s[1:], b)
		return string(s[:])
	}
	var s [36]byte
	hex.Encode(s[0:8], b[0:4])
	hex.Encode(s[9:13], b[4:6])
	hex.Encode(s[14:18], b[6:8])
	hex.Encode(s[19:23], b[8:10])
	hex.Encode(s[24:36], b[10:16])
	s[8], s[13], s[18], s[23] = '-', '-', '-', '-'
	return string(s[:])
}

// plainNumber reads a whole number that is written as strconv writes it.
func plainNumber(s string) (n uint64, ok bool) {
	if len(s) == 0 || len(s) > longestNumber || s[0] == '0' && len(s) > 1 {
		return 0, false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + uint64(s[i]-'0')
	}
	return n, true
}

func (r *rowReader) text() string {
	if r.plain {
		return r.bytes(r.length())
	}
	n := r.uvarint()
	how, n := n&(1<<textBits-1), n>>textBits
	switch how {
	case asWord:
		word, ok := r.words.find(n)
		if !ok {
			r.fail("there is no word %d", n)
		}
		return word
	case asPacked:
		if n > packedHash {
			r.fail("nothing is packed as %d", n)
		}
		if b := r.bytes(r.within(16)); b != "" {
			return unpack(n, []byte(b))
		}
		return ""
	case asNumber:
		return strconv.FormatUint(n, 10)
	}
	return r.bytes(r.within(n))
}

func (r *rowReader) bytes(n int) string {
	s := r.left[:n]
	r.left = r.left[n:]
	return s
}
