package transfer

import (
	"bytes"
	"compress/gzip"
	"slices"
	"strings"
	"testing"
)

func TestJSONL(t *testing.T) {
	long := `{"name":"share","time":1,"x":"` + strings.Repeat("y", maxLine) + `"}`
	text := `{"id":"a","name":"share","time":1293840000000}` + "\r\n\n" +
		`{"name":"share","time":1293840000000,"params":{"value":1.10}}` + "\n" +
		`{"name":"share"}` + "\n" + `nonsense` + "\n" + long + "\n" +
		`{"id":null,"name":"share","time":"2011-01-01T00:00:00Z"}`
	got := readAll(t, NewJSONL(strings.NewReader(text)))
	want := []string{
		`1 {"id":"a","name":"share","time":1293840000000}`,
		`3 {"id":"` + makeID("line", "3", `{"name":"share","time":1293840000000,"params":{"value":1.10}}`) + `","name":"share","params":{"value":1.10},"time":1293840000000}`,
		`invalid_time line 4, time: an imported event needs the time at which it happened`,
		`unreadable line 5: not a JSON object: invalid character 'o' in literal null (expecting 'u')`,
		`too_long line 6: longer than 262144 bytes`,
		`7 {"id":"` + makeID("line", "7", `{"id":null,"name":"share","time":"2011-01-01T00:00:00Z"}`) + `","name":"share","time":"2011-01-01T00:00:00Z"}`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestPlainUnpacksGzip(t *testing.T) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write([]byte("\xef\xbb\xbf" + `{"id":"a","name":"share","time":1}`))
	_ = z.Close()
	plain, err := Plain(&b)
	if err != nil {
		t.Fatal(err)
	}
	if got := readAll(t, NewJSONL(plain)); len(got) != 1 || got[0] != `1 {"id":"a","name":"share","time":1}` {
		t.Errorf("got %q", got)
	}
}
