package sqlite

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/sdk/event"
)

func drawValue(t *rapid.T, depth int) any {
	kinds := 7
	if depth == 0 {
		kinds = 5
	}
	switch rapid.IntRange(0, kinds-1).Draw(t, "kind") {
	case 0:
		return nil
	case 1:
		return false
	case 2:
		return true
	case 3:
		return rapid.String().Draw(t, "text")
	case 4:
		return json.Number(rapid.StringMatching(`-?[0-9]{1,30}(\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?`).Draw(t, "number"))
	case 5:
		list := make([]any, rapid.IntRange(0, 3).Draw(t, "length"))
		for i := range list {
			list[i] = drawValue(t, depth-1)
		}
		return list
	default:
		return drawObject(t, depth-1)
	}
}

func drawObject(t *rapid.T, depth int) map[string]any {
	object := map[string]any{}
	for range rapid.IntRange(0, 3).Draw(t, "size") {
		object[rapid.String().Draw(t, "key")] = drawValue(t, depth)
	}
	return object
}

func drawHit(t *rapid.T) journey.Hit {
	var h journey.Hit
	var a journey.Arrival
	for _, text := range texts(&h, &a) {
		if rapid.Bool().Draw(t, "present") {
			*text = rapid.String().Draw(t, "text")
		}
	}
	if rapid.Bool().Draw(t, "arrival") {
		h.Arrival = &a
	}
	h.Time = rapid.Int64().Draw(t, "time")
	h.Hashed = rapid.Bool().Draw(t, "hashed")
	h.FromClient = rapid.Bool().Draw(t, "from client")
	h.Gateway = rapid.Bool().Draw(t, "gateway")
	h.Source = event.KeyKind(rapid.IntRange(0, 1).Draw(t, "source"))
	if rapid.Bool().Draw(t, "timed") {
		h.Event.Time = time.Unix(rapid.Int64Range(-1<<40, 1<<40).Draw(t, "seconds"), rapid.Int64Range(0, 999_999_999).Draw(t, "nanos")).UTC()
	}
	if params := drawObject(t, 4); len(params) > 0 {
		h.Event.Params = params
	}
	return h
}

// decoded reads a payload whose row holds the id and time of a hit.
func decoded(h *journey.Hit, payload []byte) (journey.Hit, error) {
	return decodeHit(storedHit{id: h.Event.ID, time: h.Time, payload: payload}, lexicon{words: newWords()})
}

func TestHitRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := drawHit(t)
		payload, err := encodeHit(&h, newWords())
		if err != nil {
			t.Fatal(err)
		}
		got, err := decoded(&h, payload)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, h) {
			t.Fatalf("got  %+v\nwant %+v", got, h)
		}
		again, err := encodeHit(&got, newWords())
		if err != nil || !bytes.Equal(again, payload) {
			t.Fatalf("the same hit was encoded differently: %v", err)
		}
	})
}

// TestEveryFieldIsStored fails when a field is added to a hit and forgotten in the codec.
func TestEveryFieldIsStored(t *testing.T) {
	h := journey.Hit{Arrival: &journey.Arrival{}}
	fill(reflect.ValueOf(&h).Elem(), new(int))
	h.Event.Client = nil      // never kept
	h.Event.Environment = ""  // told by Bot
	h.Seal = journey.Unsealed // has a column of its own
	h.Event.Time = time.Unix(1, 2).UTC()
	h.Event.Params = event.Params{"value": json.Number("1.50")}
	payload, err := encodeHit(&h, newWords())
	if err != nil {
		t.Fatal(err)
	}
	got, err := decoded(&h, payload)
	if err != nil || !reflect.DeepEqual(got, h) {
		t.Errorf("got  %+v\nwant %+v\n%v", got, h, err)
	}
}

// fill gives every field that can be reached a value of its own.
func fill(v reflect.Value, n *int) {
	*n++
	switch v.Kind() {
	case reflect.String:
		v.SetString(string(rune('a' + *n)))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int64:
		v.SetInt(int64(*n))
	case reflect.Uint8:
		v.SetUint(uint64(event.ServerKey))
	case reflect.Pointer:
		if !v.IsNil() {
			fill(v.Elem(), n)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				fill(v.Field(i), n)
			}
		}
	}
}

// Rows as the versions wrote them: files with such rows are out there.
const plainSample = "017886c8aff59e68938030016108707572636861736503432d3102495205656d61696c" +
	"80adf2ab0d0002056974656d7305010603046769667402076974656d5f696403023132046e6f7465000576616c7565040b31323930303030302e3030"

const storedSample = "02789280302070757263686173650c432d3108495214656d61696c80adf2ab0d0002146974656d73050106031067696674021c" +
	"6974656d5f69640333106e6f7465001476616c7565042c31323930303030302e3030"

func TestOldRowsCanBeRead(t *testing.T) {
	h := journey.Hit{
		Event: event.Event{
			ID: "a", Name: event.NamePurchase, Time: time.UnixMilli(noon).UTC(), CustomerID: "C-1",
			Params: event.Params{"value": json.Number("12900000.00"), "items": []any{map[string]any{"item_id": "12", "gift": true, "note": nil}}},
		},
		Source: event.ServerKey, Time: noon + 3, Arrival: &journey.Arrival{Channel: "email"}, Country: "IR",
	}
	payload, err := encodeHit(&h, newWords())
	if err != nil {
		t.Fatal(err)
	}
	if got := hex.EncodeToString(payload); got != storedSample {
		t.Errorf("stored as %s", got)
	}
	for version, text := range map[int]string{plainVersion: plainSample, rowVersion: storedSample} {
		sample, _ := hex.DecodeString(text)
		if got, err := decoded(&h, sample); err != nil || !reflect.DeepEqual(got, h) {
			t.Errorf("version %d read as %+v, %v", version, got, err)
		}
	}
}

func TestDamagedRowsAreErrors(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := drawHit(t)
		payload, err := encodeHit(&h, newWords())
		if err != nil {
			t.Fatal(err)
		}
		for n := range payload {
			if _, err := decoded(&h, payload[:n]); !errors.Is(err, errRow) {
				t.Fatalf("%d of %d bytes: %v", n, len(payload), err)
			}
		}
		payload[rapid.IntRange(0, len(payload)-1).Draw(t, "place")] ^= byte(rapid.IntRange(1, 255).Draw(t, "flip"))
		decoded(&h, payload) // may give another hit, must not panic
	})
}

func FuzzDecodeHit(f *testing.F) {
	for _, text := range []string{plainSample, storedSample} {
		sample, _ := hex.DecodeString(text)
		f.Add(sample)
	}
	f.Fuzz(func(t *testing.T, payload []byte) {
		h, err := decoded(&journey.Hit{}, payload)
		if err != nil {
			return
		}
		if _, err := encodeHit(&h, newWords()); err != nil {
			t.Errorf("read but not written: %v", err)
		}
	})
}
