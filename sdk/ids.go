package sdk

import (
	crypto "crypto/rand"
	"encoding/binary"
	"math/rand/v2"
)

// ids makes UUIDs of version 7. Its randomness is a cipher's stream that begins with 256
// random bits of the system: as hard to guess as asking the system each time, and without
// its price. It is not safe for concurrent use.
type ids struct{ random *rand.ChaCha8 }

func newIDs() *ids {
	var seed [32]byte
	_, _ = crypto.Read(seed[:]) // it never fails
	return &ids{rand.NewChaCha8(seed)}
}

// append writes an id made at a time in Unix milliseconds.
func (i *ids) append(b []byte, now int64) []byte {
	const version, variant = 7 << 12, 2 << 62
	high, low := i.random.Uint64(), i.random.Uint64()
	high = uint64(now)<<16 | version | high&0xfff
	low = variant | low&(1<<62-1)
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
