package sqlite

import (
	"crypto/sha256"
	"encoding/binary"
)

const hourMS = 3_600_000

// idHash is the stored hash of an event's id: the beginning of its SHA-256, so that nobody
// can choose many ids that share it.
func idHash(id string) int64 {
	sum := sha256.Sum256([]byte(id))
	return int64(binary.BigEndian.Uint64(sum[:]))
}

// hourOf is the hour, since 1970, of a time in Unix milliseconds. store.NoTime has an hour
// of its own.
func hourOf(ms int64) int64 { return floorDiv(ms, hourMS) }

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
