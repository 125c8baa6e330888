package sqlite

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
)

// idHash is the stored hash of an event's id: the beginning of its SHA-256, so that nobody
// can choose many ids that share it.
func idHash(id string) int64 {
	sum := sha256.Sum256([]byte(id))
	return int64(binary.BigEndian.Uint64(sum[:]))
}

// storedID is an event's id as it is stored: a UUID as its 16 bytes, any other as it is.
func storedID(id string) any {
	var b [16]byte
	if kind, ok := pack(&b, id); ok && kind == packedUUID {
		return b[:]
	}
	return id
}

// eventID reads what storedID made.
type eventID string

// Scan implements sql.Scanner.
func (id *eventID) Scan(stored any) error {
	switch v := stored.(type) {
	case string:
		*id = eventID(v)
	case []byte:
		if len(v) != 16 {
			return fmt.Errorf("an id of %d bytes", len(v))
		}
		*id = eventID(unpack(packedUUID, v))
	default:
		return fmt.Errorf("an id of type %T", stored)
	}
	return nil
}

// idText is an id as it was sent, in SQL, of the column id. It puts events in order.
const idText = `iif(typeof(id) = 'text', id, format('%s-%s-%s-%s-%s', lower(hex(substr(id, 1, 4))), lower(hex(substr(id, 5, 2))),
	lower(hex(substr(id, 7, 2))), lower(hex(substr(id, 9, 2))), lower(hex(substr(id, 11)))))`

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
