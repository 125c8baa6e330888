package load

import (
	"encoding/binary"
	"math/rand/v2"
	"time"

	"github.com/google/uuid"
)

// IDs is a kind of event ids.
type IDs int

// The kinds of ids.
const (
	V7 IDs = iota // begin with the time of the event
	V4            // random in all of their bits
)

func (k IDs) String() string {
	if k == V4 {
		return "UUIDv4"
	}
	return "UUIDv7"
}

// idMaker makes the same ids from the same seed, which the makers of UUIDs don't.
type idMaker struct {
	kind IDs
	*rand.ChaCha8
}

// next makes the id of an event of that time.
func (m idMaker) next(t time.Time) string {
	var id uuid.UUID
	_, _ = m.Read(id[:]) // it never fails
	version := byte(4)
	if m.kind == V7 {
		version = 7
		var ms [8]byte
		binary.BigEndian.PutUint64(ms[:], uint64(t.UnixMilli()))
		copy(id[:6], ms[2:])
	}
	id[6] = version<<4 | id[6]&0x0f
	id[8] = 0x80 | id[8]&0x3f // the variant of RFC 9562
	return id.String()
}

func seedOf(n uint64) (seed [32]byte) {
	binary.BigEndian.PutUint64(seed[:], n)
	return seed
}
