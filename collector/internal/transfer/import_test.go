package transfer

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/safar-cx/safar/sdk/event"
)

// collector is a sink that knows repeats by their id and refuses events named bad.
type collector struct {
	seen    map[string]bool
	batches []int
	refuse  string // events whose transaction begins so are refused as well
	fail    error
}

func (c *collector) Send(_ context.Context, events []event.Raw) (Answer, error) {
	if c.fail != nil {
		return Answer{}, c.fail
	}
	c.batches = append(c.batches, len(events))
	var a Answer
	for i, raw := range events {
		var e struct {
			ID, Name string
			Params   struct {
				Transaction string `json:"transaction_id"`
			}
		}
		if err := json.Unmarshal(raw, &e); err != nil {
			return a, err
		}
		switch {
		case e.Name == "bad", c.refuse != "" && strings.HasPrefix(e.Params.Transaction, c.refuse):
			a.Rejected = append(a.Rejected, Rejected{Index: i, Code: "invalid_name", Field: "name", Message: "bad"})
		case c.seen[e.ID]:
			a.Duplicates++
		default:
			c.seen[e.ID] = true
			a.Accepted++
		}
	}
	return a, nil
}

func TestImportTwiceChangesNothing(t *testing.T) {
	var text strings.Builder
	for i := range 2500 {
		name := "share"
		if i == 1700 {
			name = "bad"
		}
		fmt.Fprintf(&text, `{"name":"%s","time":%d}`+"\n", name, 1293840000000+i/2)
	}
	text.WriteString("nonsense\n")
	sink := &collector{seen: map[string]bool{}}
	path := filepath.Join(t.TempDir(), "refused.jsonl")
	for _, want := range []Summary{{Events: 2500, Accepted: 2499, Refused: 2}, {Events: 2500, Duplicates: 2499, Refused: 2}} {
		refused, err := CreateRefused(path)
		if err != nil {
			t.Fatal(err)
		}
		calls := 0
		got, err := Import(t.Context(), NewJSONL(strings.NewReader(text.String())), sink, refused.Add, func(Summary) { calls++ })
		if err := errors.Join(err, refused.Close()); err != nil {
			t.Fatal(err)
		}
		if got.Events != want.Events || got.Accepted != want.Accepted || got.Duplicates != want.Duplicates || got.Refused != want.Refused || calls != 3 {
			t.Errorf("got %+v in %d batches, want %+v", got, calls, want)
		}
		if got.Codes["invalid_name"] != 1 || got.Codes["unreadable"] != 1 {
			t.Errorf("codes are %v", got.Codes)
		}
	}
	kept, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"line":1701,"code":"invalid_name","field":"name","message":"bad","input":"{\"name\":\"bad\",\"time\":1293840000850}"}
{"line":2501,"code":"unreadable","message":"not a JSON object: invalid character 'o' in literal null (expecting 'u')","input":"nonsense"}
`
	if string(kept) != want {
		t.Errorf("kept\n%swant\n%s", kept, want)
	}
}

func TestBatchesKeepTheContractsLimits(t *testing.T) {
	line := `{"id":"%d","name":"share","time":1,"params":{"text":"` + strings.Repeat("x", 7000) + `"}}` + "\n"
	var text strings.Builder
	for i := range 300 {
		fmt.Fprintf(&text, line, i)
	}
	sink := &collector{seen: map[string]bool{}}
	sum, err := Import(t.Context(), NewJSONL(strings.NewReader(text.String())), sink, nil, nil)
	if err != nil || sum.Accepted != 300 {
		t.Fatalf("%+v, %v", sum, err)
	}
	if want := []int{130, 130, 40}; !slices.Equal(sink.batches, want) {
		t.Errorf("batches of %v, want %v", sink.batches, want)
	}
}

func TestImportTellsWhereItStopped(t *testing.T) {
	sink := &collector{fail: errors.New("disk full")}
	_, err := Import(t.Context(), NewJSONL(strings.NewReader(`{"name":"share","time":1}`)), sink, nil, nil)
	if err == nil || err.Error() != "send the events of lines 1 and after: disk full" {
		t.Errorf("got %v", err)
	}
}

func TestNothingRefusedLeavesNoFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "refused.jsonl")
	refused, err := CreateRefused(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := refused.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the file is still there: %v", err)
	}
}
