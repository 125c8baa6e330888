package sdk

import (
	crypto "crypto/rand"
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
	for n := range 32 {
		half := high
		if n >= 16 {
			half = low
		}
		switch n {
		case 8, 12, 16, 20:
			b = append(b, '-')
		}
		b = append(b, "0123456789abcdef"[half>>(60-4*(n%16))&15])
	}
	return b
}
