package pages

import (
	"bytes"
	"testing"
)

// FuzzRows reads files of anything: reading ends, and no more comes out than a file of that
// length can say. Two readings are alike.
func FuzzRows(f *testing.F) {
	f.Add([]byte{}, uint16(512))
	f.Add([]byte{leaf, 0, 0, 0, 2, 0, 0, 0, 0, 20, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 3, 1, 2, 1, 7}, uint16(512))
	f.Add(append([]byte{leaf, 0, 0, 0xff, 0xff, 0, 0, 0}, bytes.Repeat([]byte{0, 100}, 200)...), uint16(1))
	f.Fuzz(func(t *testing.T, body []byte, size uint16) {
		if len(body) > 1<<18 {
			return
		}
		// A good header before anything, since a bad one ends it all.
		data := append(make([]byte, headerSize), body...)
		data[16], data[17] = byte(size>>8), byte(size)
		file, err := Open(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return
		}
		held := 0
		for n := int64(1); n <= file.Count(); n++ {
			rows, err := file.Rows(n)
			if err != nil {
				t.Fatal(err)
			}
			again, _ := file.Rows(n)
			if len(rows) != len(again) {
				t.Fatalf("page %d has %d rows, then %d", n, len(rows), len(again))
			}
			for _, row := range rows {
				held += weight(row)
			}
		}
		if most := len(data) * max(8, int(file.Count())); held > most {
			t.Fatalf("a file of %d bytes holds values of %d", len(data), held)
		}
	})
}

// weight is how many bytes the texts and blobs of a row have.
func weight(row Row) (n int) {
	for _, v := range row.Values {
		switch v := v.(type) {
		case string:
			n += len(v)
		case []byte:
			n += len(v)
		}
	}
	return n
}
