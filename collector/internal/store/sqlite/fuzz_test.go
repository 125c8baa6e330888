package sqlite

import (
	"reflect"
	"testing"
)

// FuzzPartBody reads sums as they lie on the disk: what can be read is read again as it is
// written, and a body of some bytes never becomes a list out of proportion.
func FuzzPartBody(f *testing.F) {
	some := part{
		sums:  []sumRow{{group: "mobile", currency: "IRR", sums: []int64{1, -2, 1 << 60}, squares: []string{"12", ""}}},
		ranks: []rankRow{{group: "a", always: 3, before: []int64{5, 5, 9}, after: []int64{}}},
	}
	f.Add(string(some.body()))
	f.Add("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01")
	f.Add("\x7f" + string(make([]byte, 127)))
	f.Fuzz(func(t *testing.T, body string) {
		var read part
		err := read.readBody(body)
		if rows := len(read.sums) + len(read.ranks); rows > len(body) {
			t.Fatalf("%d rows of %d bytes", rows, len(body))
		}
		if err != nil {
			return
		}
		var again part
		if err := again.readBody(string(read.body())); err != nil || !reflect.DeepEqual(noNil(read), noNil(again)) {
			t.Fatalf("%+v is read again as %+v, %v", read, again, err)
		}
	})
}
