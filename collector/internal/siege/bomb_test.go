package siege

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// mostMemory is what the program may hold, whatever comes.
const mostMemory = 256 << 20

// together is how many zip bombs come at once.
const together = 100

// others is how many of each other kind do, each of which costs the reading of 8 MiB.
func others() int {
	if long() {
		return together
	}
	return 2
}

// bomb is a body that is small as it travels.
type bomb struct {
	name, coding string
	body         []byte
}

// repeated is a reader of a text over and over, so many bytes in all.
func repeated(text string, bytes int64) io.Reader {
	return io.LimitReader(&loop{text: text}, bytes)
}

type loop struct {
	text string
	at   int
}

func (l *loop) Read(p []byte) (n int, err error) {
	for n < len(p) {
		copied := copy(p[n:], l.text[l.at:])
		n += copied
		l.at = (l.at + copied) % len(l.text)
	}
	return n, nil
}

func gzipped(t *testing.T, parts ...io.Reader) []byte {
	t.Helper()
	var out bytes.Buffer
	z, err := gzip.NewWriterLevel(&out, gzip.BestSpeed)
	return packed(t, &out, z, err, parts)
}

func zstded(t *testing.T, parts ...io.Reader) []byte {
	t.Helper()
	var out bytes.Buffer
	z, err := zstd.NewWriter(&out, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedFastest))
	return packed(t, &out, z, err, parts)
}

func packed(t *testing.T, out *bytes.Buffer, z io.WriteCloser, err error, parts []io.Reader) []byte {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(z, io.MultiReader(parts...)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// zipBombs inflate to gigabytes.
func zipBombs(t *testing.T) []bomb {
	head := func() io.Reader { return strings.NewReader(`{"events":[`) }
	member, frame := gzipped(t, repeated(" ", 16<<20)), zstded(t, repeated(" ", 16<<20))
	return []bomb{
		{"gzip", "gzip", gzipped(t, head(), repeated(" ", 64<<20))},
		{"gzip of many members", "gzip", append(gzipped(t, head()), bytes.Repeat(member, 60)...)},
		{"zstd", "zstd", zstded(t, head(), repeated(" ", 64<<20))},
		{"zstd of many frames", "zstd", append(zstded(t, head()), bytes.Repeat(frame, 64)...)},
	}
}

// jsonBombs are just within the bound of a body, and cost as much as JSON can.
func jsonBombs(t *testing.T) []bomb {
	const size = 8<<20 - 1<<10
	in := func(before, text, after string) []byte {
		n := int64((size - len(before) - len(after)) / len(text) * len(text))
		return gzipped(t, strings.NewReader(before), repeated(text, n), strings.NewReader(after))
	}
	params := func(text, last string) []byte {
		return in(`{"events":[{"name":"share","params":{"x":[`, text, last+`]}}]}`)
	}
	var keys strings.Builder
	for i := range 2_000 {
		fmt.Fprintf(&keys, `"%06d":0,`, i)
	}
	event := `{"name":"share","params":{` + strings.TrimSuffix(keys.String()[:64*11], ",") + `}}`
	return []bomb{
		{"deep arrays", "gzip", in(`{"events":`, `[`, ``)},
		{"deep objects", "gzip", in(`{"events":[{"name":"share","params":`, `{"a":`, ``)},
		{"deep and closed", "gzip", gzipped(t, strings.NewReader(`{"events":[{"name":"share","params":{"x":`), repeated("[", 1<<20), repeated("]", 1<<20), strings.NewReader(`}}]}`))},
		{"many empty arrays", "gzip", params(`[],`, `0`)},
		{"many numbers", "gzip", params(`0,`, `0`)},
		{"many keys", "gzip", in(`{"events":[{"name":"share","params":{`, keys.String(), `"z":0}}]}`)},
		{"keys of the event", "gzip", in(`{"events":[{"name":"share",`, keys.String(), `"z":0}]}`)},
		{"the same key", "gzip", in(`{"events":[{"name":"share","params":{`, `"a":{},`, `"a":0}}]}`)},
		{"keys of the batch", "gzip", in(`{`, keys.String(), `"events":[]}`)},
		{"many events", "gzip", in(`{"events":[`, `0,`, `0]}`)},
		{"events of a thousand", "gzip", gzipped(t, strings.NewReader(`{"events":[`), strings.NewReader(strings.Repeat(event+",", 999)), strings.NewReader(event+`]}`))},
		{"a long number", "gzip", in(`{"events":[{"name":"share","params":{"value":1`, `0`, `,"currency":"EUR"}}]}`)},
		{"a long exponent", "gzip", in(`{"events":[{"name":"share","params":{"value":1e`, `9`, `,"currency":"EUR"}}]}`)},
		{"no numbers", "gzip", params(`NaN,`, `Infinity`)},
		{"a long text", "gzip", in(`{"events":[{"name":"share","params":{"text":"`, `\u0041`, `"}}]}`)},
		{"a long name", "gzip", in(`{"events":[{"name":"`, `a`, `"}]}`)},
		{"halves of characters", "gzip", in(`{"events":[{"name":"share","params":{"text":"`, `\ud800`, `"}}]}`)},
		{"not UTF-8", "gzip", in(`{"events":[{"name":"share","params":{"text":"`, "\xff", `"}}]}`)},
		{"drops", "gzip", in(`{"events":[],"dropped":{`, `"a":1,`, `"b":1}}`)},
	}
}

// throw sends bombs, each so many times, all at once.
func (c *target) throw(t *testing.T, b bomb, times int) (statuses map[int]int) {
	t.Helper()
	client := newClient(t, &http.Transport{MaxIdleConnsPerHost: times})
	var mu sync.Mutex
	var all sync.WaitGroup
	statuses = map[int]int{}
	for i := range times {
		all.Go(func() {
			status, answer := c.post(t.Context(), client, b.body, b.coding)
			mu.Lock()
			defer mu.Unlock()
			if statuses[status]++; status != 200 && status != 400 && status != 413 && status != 503 {
				t.Errorf("%s %d: %d %s", b.name, i, status, answer)
			}
		})
	}
	all.Wait()
	return statuses
}

// What inflates to gigabytes, and JSON that is made to cost, a hundred at a time: the program
// stays within its memory and goes on taking what is good.
func TestBombs(t *testing.T) {
	c := collector(t)
	client := newClient(t, &http.Transport{})
	try := func(b bomb, times int) {
		if len(b.body) > 1<<20 {
			t.Errorf("%s: has %d bytes, so it would be refused for that", b.name, len(b.body))
		}
		statuses := c.throw(t, b, times)
		spent, err := c.Spent()
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s, %d kB: %v; so far %v of processor time and %d MiB at the most", b.name, len(b.body)>>10, statuses, spent, c.peak(t)>>20)
		if status, answer := c.post(t.Context(), client, []byte(`{"events":[{"name":"share"}]}`), ""); status != http.StatusOK {
			t.Errorf("after %s: %d %s", b.name, status, answer)
		}
	}
	zipped := zipBombs(t)
	try(zipped[0], together)
	for _, b := range append(zipped[1:], jsonBombs(t)...) {
		try(b, others())
	}
	if peak := c.peak(t); peak > mostMemory {
		t.Errorf("%d MiB were held", peak>>20)
	}
}

// A server without bounds is caught by the first of them.
func TestBombsGoOffWhereNothingIsBounded(t *testing.T) {
	c := control(t, "unbounded")
	member := gzipped(t, repeated(" ", 16<<20))
	c.throw(t, bomb{"gzip", "gzip", bytes.Repeat(member, 18)}, 1)
	if peak := c.peak(t); peak <= mostMemory {
		t.Errorf("%d MiB were held: the bombs are none", peak>>20)
	}
}
