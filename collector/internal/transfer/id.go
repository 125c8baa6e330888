package transfer

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
)

// makeID makes an event's id from what is known of it. Every part is written with its
// length, so that no two lists of parts read alike.
func makeID(parts ...string) string {
	h := sha256.New()
	for _, part := range parts {
		h.Write([]byte(strconv.Itoa(len(part)) + ":" + part))
	}
	return "import-" + hex.EncodeToString(h.Sum(nil)[:16])
}
