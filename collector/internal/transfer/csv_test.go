package transfer

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
)

const shopMapping = `{
	"columns": {"time": "Date", "customer_id": "Customer", "params.transaction_id": "Order",
		"item.item_id": "SKU", "item.item_name": "Title", "item.quantity": "Qty", "item.price": "Price"},
	"constants": {"name": "purchase", "params.currency": "GBP"},
	"keep": ["Qty > 0"],
	"group_by": "params.transaction_id",
	"time_layout": "2006-01-02 15:04:05",
	"time_zone": "Europe/London"
}`

const shopHeader = "Order,SKU,Title,Qty,Date,Price,Customer\n"

func mapping(t *testing.T, text string, words ...string) Mapping {
	t.Helper()
	var m Mapping
	if text != "" {
		if err := m.Load(strings.NewReader(text)); err != nil {
			t.Fatal(err)
		}
	}
	for _, word := range words {
		if err := m.Set(word); err != nil {
			t.Fatal(err)
		}
	}
	return m
}

// readAll writes what a source yields, one line for each event or refusal.
func readAll(t *testing.T, s Source) []string {
	t.Helper()
	var out []string
	for {
		entry, err := s.Next()
		var line *LineError
		switch {
		case errors.Is(err, io.EOF):
			return out
		case errors.As(err, &line):
			out = append(out, fmt.Sprintf("%s %s", line.Code, line))
		case err != nil:
			return append(out, "end: "+err.Error())
		default:
			out = append(out, fmt.Sprintf("%d %s", entry.Line, entry.Raw))
		}
	}
}

func readCSV(t *testing.T, m Mapping, text string) ([]string, int) {
	t.Helper()
	plain, err := Plain(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c, err := NewCSV(plain, m)
	if err != nil {
		t.Fatal(err)
	}
	return readAll(t, c), c.Skipped()
}

func TestOrders(t *testing.T) {
	tests := []struct {
		name    string
		rows    string
		want    []string
		skipped int
	}{
		{
			name: "rows of an order become one purchase, its value exact",
			rows: "1001,A,\"Cup, \"\"blue\"\"\",6,2011-07-01 10:00:00,2.55,C1\n1001,B,Lamp,1,2011-07-01 10:01:00,0.335,C1\n",
			want: []string{`2 {"customer_id":"C1","id":"ID-1001","name":"purchase","params":{"currency":"GBP","items":[{"item_id":"A","item_name":"Cup, \"blue\"","price":2.55,"quantity":6},{"item_id":"B","item_name":"Lamp","price":0.335,"quantity":1}],"transaction_id":"1001","value":15.635},"time":"2011-07-01T09:00:00Z"}`},
		},
		{
			name: "orders may interleave",
			rows: "1,A,,1,2011-01-01 10:00:00,1,\n2,A,,1,2011-01-01 10:00:00,2,\n1,B,,1,2011-01-01 10:00:00,4,C9\n",
			want: []string{
				`2 {"customer_id":"C9","id":"ID-1","name":"purchase","params":{"currency":"GBP","items":[{"item_id":"A","price":1,"quantity":1},{"item_id":"B","price":4,"quantity":1}],"transaction_id":"1","value":5},"time":"2011-01-01T10:00:00Z"}`,
				`3 {"id":"ID-2","name":"purchase","params":{"currency":"GBP","items":[{"item_id":"A","price":2,"quantity":1}],"transaction_id":"2","value":2},"time":"2011-01-01T10:00:00Z"}`,
			},
		},
		{
			name:    "rows that the conditions leave out are skipped",
			rows:    "C1,A,,-1,2011-01-01 10:00:00,1,\n",
			skipped: 1,
		},
		{
			name: "a bad number spoils its order and no other",
			rows: "1,A,,1,2011-01-01 10:00:00,1,\n1,B,,1,2011-01-01 10:00:00,1.2.3,\n2,A,,1,2011-01-01 10:00:00,2,\n",
			want: []string{
				`invalid_value line 3, item.price: "1.2.3" is not a plain decimal number`,
				`incomplete_order line 2: order 1 is left out: line 3 could not be read and may be a part of it`,
				`4 {"id":"ID-2","name":"purchase","params":{"currency":"GBP","items":[{"item_id":"A","price":2,"quantity":1}],"transaction_id":"2","value":2},"time":"2011-01-01T10:00:00Z"}`,
			},
		},
		{
			name: "Persian digits are named",
			rows: "1,A,,۱۲,2011-01-01 10:00:00,1,\n",
			want: []string{
				`invalid_value line 2, Qty: "۱۲" has Persian digits; a number is written with 0-9`,
				`incomplete_order line 2: order 1 is left out: line 2 could not be read and may be a part of it`,
			},
		},
		{
			name: "a price is needed where the value is reckoned from it",
			rows: "1,A,,1,2011-01-01 10:00:00,,\n",
			want: []string{
				`invalid_value line 2, item.price: is empty; a number is needed`,
				`incomplete_order line 2: order 1 is left out: line 2 could not be read and may be a part of it`,
			},
		},
		{
			name: "thousands separators are not guessed",
			rows: "1,A,,1,2011-01-01 10:00:00,\"1,234.50\",\n",
			want: []string{
				`invalid_value line 2, item.price: "1,234.50" is not a plain number; write it without thousands separators and with a decimal point`,
				`incomplete_order line 2: order 1 is left out: line 2 could not be read and may be a part of it`,
			},
		},
		{
			name: "a time in another manner",
			rows: "1,A,,1,01/02/2011 10:00,1,\n",
			want: []string{
				`invalid_time line 2, time: "01/02/2011 10:00" is not a time written as "2006-01-02 15:04:05"`,
				`incomplete_order line 2: order 1 is left out: line 2 could not be read and may be a part of it`,
			},
		},
		{
			name: "an unreadable row may belong to the order before or after it",
			rows: "1,A,,1,2011-01-01 10:00:00,1,\n1,B\n2,A,,1,2011-01-01 10:00:00,2,\n3,A,,1,2011-01-01 10:00:00,3,\n",
			want: []string{
				`unreadable line 3: has 2 columns; the first line names 7`,
				`incomplete_order line 2: order 1 is left out: line 3 could not be read and may be a part of it`,
				`incomplete_order line 4: order 2 is left out: line 3 could not be read and may be a part of it`,
				`5 {"id":"ID-3","name":"purchase","params":{"currency":"GBP","items":[{"item_id":"A","price":3,"quantity":1}],"transaction_id":"3","value":3},"time":"2011-01-01T10:00:00Z"}`,
			},
		},
		{
			name: "only the first row of an order says when it was",
			rows: "1,A,,1,2011-01-01 10:00:00,1,C1\n1,B,,1,,4,\n",
			want: []string{`2 {"customer_id":"C1","id":"ID-1","name":"purchase","params":{"currency":"GBP","items":[{"item_id":"A","price":1,"quantity":1},{"item_id":"B","price":4,"quantity":1}],"transaction_id":"1","value":5},"time":"2011-01-01T10:00:00Z"}`},
		},
		{
			name: "no row of an order says when it was",
			rows: "1,A,,1,,1,C1\n1,B,,1,,4,\n",
			want: []string{`invalid_time line 2, time: an imported event needs the time at which it happened`},
		},
		{
			name: "a row without its order",
			rows: ",A,,1,2011-01-01 10:00:00,1,\n",
			want: []string{`missing_transaction_id line 2, Order: is empty; it tells which order the row belongs to`},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for _, manner := range []struct{ name, text string }{
				{"plain", shopHeader + test.rows},
				{"byte order mark", "\xef\xbb\xbf" + shopHeader + test.rows},
				{"CRLF", strings.ReplaceAll(shopHeader+test.rows, "\n", "\r\n")},
			} {
				got, skipped := readCSV(t, mapping(t, shopMapping), manner.text)
				for i, want := range test.want {
					for _, order := range []string{"1", "2", "3", "1001"} {
						want = strings.ReplaceAll(want, `"ID-`+order+`"`, `"`+makeID("order", "purchase", order)+`"`)
					}
					test.want[i] = want
				}
				if !slices.Equal(got, test.want) || skipped != test.skipped {
					t.Errorf("%s: skipped %d, got\n%s\nwant skipped %d and\n%s", manner.name, skipped,
						strings.Join(got, "\n"), test.skipped, strings.Join(test.want, "\n"))
				}
			}
		})
	}
}

func TestRowsThatStandAlone(t *testing.T) {
	m := mapping(t, `{"values": {"params.kind": {"Recommend?": "nps"}}}`,
		"name:=survey_answered", "time=When", "time_layout:=unix_ms", "delimiter:=;",
		"params.kind=Question", "params.score=Score", "params.text=Words", "client.ip=IP", "customer_id=Who")
	got, _ := readCSV(t, m, "When;Question;Score;Words;IP;Who\n"+
		"1293840000123;Recommend?;9;\"two\nlines\";203.0.113.7;C1\n"+
		"1293840000123;Recommend?;9;;;\n"+
		"1293840000123;Why?;9;;;\n"+
		"later;Recommend?;9;;;\n")
	if len(got) != 4 {
		t.Fatalf("got %q", got)
	}
	for i, want := range []string{
		`2 {"client":{"ip":"203.0.113.7"},"customer_id":"C1","id":"import-`,
		`4 {"id":"import-`,
		`invalid_field line 5, params.kind: the mapping's values do not say what "Why?" means`,
		`invalid_time line 6, time: "later" is not a whole number of milliseconds`,
	} {
		if !strings.HasPrefix(got[i], want) {
			t.Errorf("row %d: got %s, want %s", i, got[i], want)
		}
	}
	if want := `"name":"survey_answered","params":{"kind":"nps","score":9,"text":"two\nlines"},"time":"2011-01-01T00:00:00.123Z"}`; !strings.HasSuffix(got[0], want) {
		t.Errorf("got %s, want …%s", got[0], want)
	}
}

func TestSameRowsAreTwoEvents(t *testing.T) {
	m := mapping(t, "", "name:=share", "time=At")
	text := "At\n2011-01-01T00:00:00Z\n2011-01-01T00:00:00Z\n"
	first, _ := readCSV(t, m, text)
	second, _ := readCSV(t, m, text)
	if !slices.Equal(first, second) {
		t.Errorf("ids change from one reading to the next:\n%q\n%q", first, second)
	}
	if len(first) != 2 || first[0][1:] == first[1][1:] {
		t.Errorf("two equal rows are not two events: %q", first)
	}
}

func TestHugeOrderKeepsItsValue(t *testing.T) {
	var b strings.Builder
	b.WriteString(shopHeader)
	for i := range 900 {
		fmt.Fprintf(&b, "1,%d,A thing of some length,1,2011-01-01 10:00:00,0.01,C1\n", i)
	}
	got, _ := readCSV(t, mapping(t, shopMapping), b.String())
	if len(got) != 1 || !strings.Contains(got[0], `"value":9}`) {
		t.Fatalf("got %.300q", got)
	}
	if items := strings.Count(got[0], `"item_id"`); items != 200 || !strings.Contains(got[0], `"items_left_out":700,`) {
		t.Errorf("%d items kept, want 200 and 700 counted: …%s", items, got[0][len(got[0])-200:])
	}
}

func TestOrderWindow(t *testing.T) {
	rows := func(between int) string {
		var b strings.Builder
		b.WriteString(shopHeader + "1,A,,1,2011-01-01 10:00:00,1,\n")
		for i := range between {
			fmt.Fprintf(&b, "x%d,A,,1,2011-01-01 10:00:00,1,\n", i)
		}
		b.WriteString("1,B,,1,2011-01-01 10:00:00,1,\n")
		return b.String()
	}
	got, _ := readCSV(t, mapping(t, shopMapping), rows(OrderWindow-1))
	if len(got) != OrderWindow || !strings.Contains(strings.Join(got, "\n"), `"value":2}`) {
		t.Errorf("%d rows apart: %d results, order 1 is not whole", OrderWindow, len(got))
	}
	got, _ = readCSV(t, mapping(t, shopMapping), rows(OrderWindow))
	if !strings.Contains(strings.Join(got, "\n"), `unsorted line 1003, Order: order 1 has ended more than 1000 rows before; sort the file by order`) {
		t.Errorf("%d rows apart: the late row is not refused: %q", OrderWindow+1, got[len(got)-1])
	}
}

func TestFilesThatNoMappingFits(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"empty", "", "the file is empty; its first line names the columns"},
		{"missing columns", "Order,SKU,Title,Date,Price\n", "the file has no column Customer, Qty; it has Order, SKU, Title, Date, Price"},
		{"a column twice", "Order,SKU,Title,Qty,Date,Price,Customer,Price\n", "the file has more than one column Price"},
	}
	for _, test := range tests {
		_, err := NewCSV(strings.NewReader(test.text), mapping(t, shopMapping))
		if err == nil || err.Error() != test.want {
			t.Errorf("%s: got %v, want %s", test.name, err, test.want)
		}
	}
}

func TestUnclosedQuoteEndsTheReading(t *testing.T) {
	text := shopHeader + "1,\"A,,1,2011-01-01 10:00:00,1,\n" + strings.Repeat("2,A,,1,2011-01-01 10:00:00,1,\n", 10000)
	got, _ := readCSV(t, mapping(t, shopMapping), text)
	if len(got) != 1 || !strings.Contains(got[0], "is a quote opened and never closed?") {
		t.Errorf("got %.300q", got)
	}
}

func TestUTF16IsNamed(t *testing.T) {
	if _, err := Plain(strings.NewReader("\xff\xfeO\x00")); err == nil || !strings.Contains(err.Error(), "UTF-16") {
		t.Errorf("got %v", err)
	}
}
