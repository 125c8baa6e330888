package sqlite

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"

	"github.com/safar-cx/safar/collector/internal/journey"
)

// mark is the keyed hash of an identifier of a site: it tells that somebody is on the list of
// those erased, and to nobody who lacks the key who that is.
type mark [16]byte

// marker makes marks with a key of the installation. It is derived from the secret that customers'
// ids are hashed with, which every copy of the data has that has events in it.
type marker struct{ key []byte }

func newMarker(secret []byte) marker {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte("erased"))
	return marker{mac.Sum(nil)}
}

func (m marker) of(site int64, id journey.Identifier) (made mark) {
	mac := hmac.New(sha256.New, m.key)
	mac.Write(binary.BigEndian.AppendUint64(nil, uint64(site)))
	mac.Write([]byte{byte(id.Kind)})
	mac.Write([]byte(id.Key))
	copy(made[:], mac.Sum(nil))
	return made
}

// all are the marks of some identifiers, one after the other.
func (m marker) all(site int64, ids []journey.Identifier) []byte {
	marks := make([]byte, 0, len(ids)*len(mark{}))
	for _, id := range ids {
		one := m.of(site, id)
		marks = append(marks, one[:]...)
	}
	return marks
}

// name tells one installation's marks from another's.
func (m marker) name() string {
	made := m.of(0, journey.Identifier{})
	return hex.EncodeToString(made[:8])
}

// namesOf lists by which names somebody erased would be recognised in a hit: its identifiers, those
// that a robot's hit would have as well.
func namesOf(h *journey.Hit) []journey.Identifier {
	if h.Bot == "" {
		return journey.Identifiers(h)
	}
	human := *h
	human.Bot = ""
	return journey.Identifiers(&human)
}
