package sdk

import (
	crypto "crypto/rand"
	"encoding/binary"
	"math/rand/v2"
)

// ids makes UUIDs of version 7. Its randomness is a cipher's stream that begins with 256
// random bits of the system: as hard to guess as asking the system each time, and without
// its price. It is not safe for concurrent use.
//
// Its 12 bits after the time count the ids of one millisecond, as the tag's do: events of the
// same instant are put in the order of their ids, and a shop says several in a millisecond.
type ids struct {
	random *rand.ChaCha8
	latest int64
	count  uint64
}

func newIDs() *ids {
	var seed [32]byte
	_, _ = crypto.Read(seed[:]) // it never fails
	return &ids{random: rand.NewChaCha8(seed)}
}

// append writes an id made at a time in Unix milliseconds.
func (i *ids) append(b []byte, now int64) []byte {
	const version, variant = 7 << 12, 2 << 62
	if i.count++; now != i.latest {
		i.latest, i.count = now, 0
	}
	high := uint64(now)<<16 | version | i.count&0xfff
	low := variant | i.random.Uint64()&(1<<62-1)
	at := len(b)
	b = append(b, "00000000-0000-0000-0000-000000000000"...)
	id := b[at:]
	binary.BigEndian.PutUint64(id, digits(uint32(high>>32)))
	middle := digits(uint32(high))
	binary.BigEndian.PutUint32(id[9:], uint32(middle>>32))
	binary.BigEndian.PutUint32(id[14:], uint32(middle))
	middle = digits(uint32(low >> 32))
	binary.BigEndian.PutUint32(id[19:], uint32(middle>>32))
	binary.BigEndian.PutUint32(id[24:], uint32(middle))
	binary.BigEndian.PutUint64(id[28:], digits(uint32(low)))
	return b
}

// digits are the eight hexadecimal digits of x, all at once: an id is a good part of what an
// event costs.
func digits(x uint32) uint64 {
	v := uint64(x)
	v = v&0xffff_0000<<16 | v&0xffff
	v = v&0x0000ff00_0000ff00<<8 | v&0x000000ff_000000ff
	v = v&0x00f0_00f0_00f0_00f0<<4 | v&0x000f_000f_000f_000f // a digit's value in each byte
	letters := (v + 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
	return v + 0x3030_3030_3030_3030 + letters*('a'-10-'0')
}
