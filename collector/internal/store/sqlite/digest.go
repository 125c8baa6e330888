package sqlite

import (
	"bytes"
	"cmp"
	"database/sql"
	"encoding/binary"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"github.com/cespare/xxhash/v2"
)

// digest is what a household's facts say, hour by hour, in a few bytes: when it is folded anew
// the hours whose digests differ are those in which an answer may. An hour is counted from 1970
// in UTC, so it is within every zone's days or, where a zone is off by half an hour, in two.
//
// What a measure asks of one fact has to be in the digest of that fact's hour: its row, the
// session it belongs to, for an order all orders of the household and the visits before it, and for
// what is counted by different visitors or visits the row that came before.
type digest struct {
	hours  map[int64]uint64
	last   map[any]uint64 // of each chain: its latest row
	orders []begun
	visits []begun

	row []byte
}

// rowID is the number of a row. It says nothing: another fold gives other ones.
type rowID int64

// chains name the columns of whose values the different ones are counted over several days:
// whether a row is the first of a span depends on those before it.
var chains = map[string]int{"session": 3, "contact": 2, "handling": 2}

func newDigest() *digest {
	return &digest{hours: map[int64]uint64{}, last: map[any]uint64{}}
}

func (d *digest) reset() {
	clear(d.hours)
	clear(d.last)
	d.orders, d.visits = d.orders[:0], d.visits[:0]
}

// begun is the hash of a visit or an order with its instant.
type begun struct {
	at   int64
	hash uint64
}

// add takes up a row that is counted at an instant, and returns the hash of what it says.
func (d *digest) add(table string, at int64, row []any) uint64 {
	d.row = append(d.row[:0], table...)
	for _, column := range row {
		d.row = appendColumn(d.row, column)
	}
	hash := xxhash.Sum64(d.row)
	own := hash
	if column, ok := chains[table]; ok {
		of := [2]any{table, row[column]}
		own = mixed(hash, d.last[of])
		d.last[of] = own
	}
	switch table {
	case "session":
		d.visits = append(d.visits, begun{at, hash})
	case "placed":
		d.orders = append(d.orders, begun{at, hash})
	}
	d.hours[hourOf(at)] += own
	return hash
}

// also takes up at further instants what a row says.
func (d *digest) also(at []int64, hash uint64) {
	for _, t := range at {
		d.hours[hourOf(t)] += mixed(hash, 1)
	}
}

// sums are the digests of the hours, with what orders look at beyond themselves.
func (d *digest) sums() map[int64]uint64 {
	earlier := func(a, b begun) int { return cmp.Compare(a.at, b.at) }
	slices.SortStableFunc(d.visits, earlier)
	slices.SortStableFunc(d.orders, earlier)
	var orders, visits uint64
	for _, o := range d.orders {
		orders += o.hash
	}
	next := 0
	for _, o := range d.orders {
		for ; next < len(d.visits) && d.visits[next].at <= o.at; next++ {
			visits += d.visits[next].hash
		}
		d.hours[hourOf(o.at)] += mixed(orders, visits)
	}
	d.orders, d.visits = d.orders[:0], d.visits[:0]
	return d.hours
}

// hourMS is the length of an hour in milliseconds.
const hourMS = 3_600_000

// hourOf is the hour, since 1970, of a time in Unix milliseconds.
func hourOf(ms int64) int64 {
	hour := ms / hourMS
	if ms < hour*hourMS {
		hour--
	}
	return hour
}

func mixed(a, b uint64) uint64 {
	var pair [16]byte
	binary.LittleEndian.PutUint64(pair[:], a)
	binary.LittleEndian.PutUint64(pair[8:], b)
	return xxhash.Sum64(pair[:])
}

// appendColumn appends what a column says, so that no two rows of a table look alike.
func appendColumn(b []byte, column any) []byte {
	switch c := column.(type) {
	case rowID:
		return b
	case reference:
		return binary.LittleEndian.AppendUint64(b, c.hash)
	case string:
		b = binary.AppendUvarint(b, uint64(len(c)))
		return append(b, c...)
	case int64:
		return binary.AppendVarint(b, c)
	case int:
		return binary.AppendVarint(b, int64(c))
	case bool:
		if c {
			return append(b, 1)
		}
		return append(b, 0)
	case sql.NullInt64:
		if !c.Valid {
			return append(b, 0)
		}
		return binary.AppendVarint(append(b, 1), c.Int64)
	}
	switch v := reflect.ValueOf(column); v.Kind() {
	case reflect.String:
		return appendColumn(b, v.String())
	case reflect.Uint8:
		return append(b, byte(v.Uint()))
	default:
		return appendColumn(b, fmt.Sprint(column))
	}
}

// hashBytes is how much of an hour's digest is kept: one change in 280 million million goes
// unnoticed.
const hashBytes = 6

// stored is the digest as it is kept beside the household: the site and, for each hour in
// order, how many hours after the one before and the hash. Without facts there is none.
func (d *digest) stored(site int64) []byte {
	sums := d.sums()
	if len(sums) == 0 {
		return nil
	}
	hours := make(map[int64][hashBytes]byte, len(sums))
	for hour, sum := range sums {
		var hash [8]byte
		binary.LittleEndian.PutUint64(hash[:], sum)
		hours[hour] = [hashBytes]byte(hash[:])
	}
	return writeDigest(site, hours)
}

func writeDigest(site int64, hours map[int64][hashBytes]byte) []byte {
	b := binary.AppendVarint(make([]byte, 0, 4+len(hours)*(hashBytes+3)), site)
	var last int64
	for _, hour := range slices.Sorted(maps.Keys(hours)) {
		b = binary.AppendVarint(b, hour-last)
		last = hour
		hash := hours[hour]
		b = append(b, hash[:]...)
	}
	return b
}

// digestSince is a stored digest without the hours before one: what was in them is settled, and
// the household no longer answers for it.
func digestSince(stored []byte, hour int64) ([]byte, error) {
	site, hours, err := readDigest(stored)
	if err != nil || hours == nil {
		return nil, err
	}
	maps.DeleteFunc(hours, func(h int64, _ [hashBytes]byte) bool { return h < hour })
	return writeDigest(site, hours), nil
}

// readDigest reads what stored wrote.
func readDigest(b []byte) (site int64, hours map[int64][hashBytes]byte, err error) {
	if len(b) == 0 {
		return 0, nil, nil
	}
	site, n := binary.Varint(b)
	hours = map[int64][hashBytes]byte{}
	var hour int64
	for b = b[max(n, 0):]; n > 0 && len(b) > 0; b = b[n+hashBytes:] {
		var more int64
		if more, n = binary.Varint(b); n <= 0 || len(b) < n+hashBytes {
			n = 0
			break
		}
		hour += more
		hours[hour] = [hashBytes]byte(b[n:])
	}
	if n <= 0 {
		return 0, nil, fmt.Errorf("a household's digest is damaged")
	}
	return site, hours, nil
}

// changed lists the hours in which two stored digests of one household differ, and its site.
func changed(before, after []byte) (site int64, hours []int64, err error) {
	if bytes.Equal(before, after) {
		return 0, nil, nil
	}
	siteBefore, old, err := readDigest(before)
	if err != nil {
		return 0, nil, err
	}
	site, now, err := readDigest(after)
	if err != nil {
		return 0, nil, err
	}
	for hour, hash := range old {
		if other, ok := now[hour]; !ok || other != hash {
			hours = append(hours, hour)
		}
	}
	for hour := range now {
		if _, ok := old[hour]; !ok {
			hours = append(hours, hour)
		}
	}
	return cmp.Or(site, siteBefore), hours, nil
}
