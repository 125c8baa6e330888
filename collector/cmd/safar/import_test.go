package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const ordersCSV = "\xef\xbb\xbfOrder,Date,Customer,SKU,Qty,Price\r\n" +
	"1,2011-03-26 23:30,C1,A,2,1.255\r\n" +
	"1,2011-03-26 23:30,C1,\"B, large\",1,0.49\r\n" +
	"2,2011-03-27 12:00,C2,A,1,10\r\n" +
	"C3,2011-03-27 12:00,C2,A,-1,10\r\n"

func ordersMap() []string {
	var args []string
	for _, word := range []string{
		"name:=purchase", "params.currency:=GBP", "time=Date", "time_layout:=2006-01-02 15:04", "time_zone:=Europe/London",
		"params.transaction_id=Order", "group_by:=params.transaction_id", "customer_id=Customer",
		"item.item_id=SKU", "item.quantity=Qty", "item.price=Price", "keep:=Qty > 0",
	} {
		args = append(args, "--map", word)
	}
	return args
}

func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestImportCSVIntoAFolderAndOverTheNetwork(t *testing.T) {
	t.Parallel()
	dir, made := newSite(t)
	path := write(t, "orders.csv", ordersCSV)
	for _, want := range []string{
		`{"events":2,"accepted":2,"duplicates":0,"discarded":0,"refused":0,"codes":{},"skipped":1,"shortened":0,"resumed":0}`,
		`{"events":2,"accepted":0,"duplicates":2,"discarded":0,"refused":0,"codes":{},"skipped":1,"shortened":0,"resumed":0}`,
	} {
		if got := must(t, append([]string{"import", path, "--data", dir, "--site", "main", "--json"}, ordersMap()...)...); got != want+"\n" {
			t.Errorf("got %swant %s", got, want)
		}
	}
	// What is older than the site keeps comes in where the data is, and not over the network.
	must(t, "site", "set", "main", "--data", dir, "--keep-days", "0")
	address, _ := serving(t, dir)
	out := must(t, append([]string{"import", path, "--url", address, "--key", made.ServerKey}, ordersMap()...)...)
	if out != "2 events: 0 accepted, 2 duplicates, 0 discarded for want of consent. Refused: 0.\n1 rows were skipped, as the mapping says.\n" {
		t.Errorf("over the network: %s", out)
	}
	// 2 x 1.255 + 0.49 is exactly 3.00. In Tehran the first order's day has begun already.
	report := must(t, "report", "--data", dir, "--from", "2011-03-27", "--to", "2011-03-27", "--metrics", "revenue", "--compare", "none", "--json")
	if !strings.Contains(report, `"currencies":[{"currency":"GBP","value":"13.00","numerator":"13.00"}]`) {
		t.Errorf("got %s", report)
	}
}

func TestImportKeepsWhatItRefuses(t *testing.T) {
	t.Parallel()
	dir, _ := newSite(t)
	path := write(t, "events.jsonl", `{"name":"share","time":"2011-01-01T00:00:00Z"}
{"name":"Share","time":"2011-01-01T00:00:00Z"}
{"name":"share","time":"2011-01-01T00:00:00Z"}
{"name":"purchase","time":"2011-01-01T00:00:00Z","params":{"value":"۱۲","currency":"IRR","transaction_id":"1"}}
not json
{"name":"share"}
`)
	code, out, errs := safar(t, "import", path, "--data", dir, "--json")
	if code != exitFailed || !strings.Contains(out, `"accepted":2,`) || !strings.Contains(out, `"refused":4,`) || !strings.Contains(errs, "4 lines were refused") {
		t.Errorf("exit %d, %s%s", code, out, errs)
	}
	kept, err := os.ReadFile(path + ".refused.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`{"line":2,"code":"invalid_name","field":"name",`, `{"line":4,"code":"invalid_value","field":"params.value",`,
		`{"line":5,"code":"unreadable",`, `{"line":6,"code":"invalid_time","field":"time",`,
	} {
		if !strings.Contains(string(kept), want) {
			t.Errorf("%s is missing in\n%s", want, kept)
		}
	}
	if strings.Count(string(kept), "\n") != 4 {
		t.Errorf("kept\n%s", kept)
	}
}

func TestImportFromStandardInput(t *testing.T) {
	t.Parallel()
	dir, _ := newSite(t)
	refused := filepath.Join(t.TempDir(), "refused")
	code, out, errs := safarReading(t, `{"name":"share","time":"2011-01-01T00:00:00Z"}`, "import", "-", "--format", "jsonl", "--data", dir, "--refused", refused)
	if code != exitDone || !strings.HasPrefix(out, "1 events: 1 accepted") {
		t.Errorf("exit %d, %s%s", code, out, errs)
	}
	if _, err := os.Stat(refused); !os.IsNotExist(err) {
		t.Errorf("nothing was refused, but there is a file: %v", err)
	}
}

func TestImportMappingFileAndItsErrors(t *testing.T) {
	t.Parallel()
	dir, _ := newSite(t)
	path := write(t, "orders.csv", ordersCSV)
	m := write(t, "map.json", `{"columns":{"time":"Date","params.transaction_id":"Order"},"constants":{"name":"purchase"},"time_layout":"2006-01-02 15:04"}`)
	if out := must(t, "import", path, "--data", dir, "--map", m); !strings.HasPrefix(out, "4 events: 4 accepted") {
		t.Errorf("got %s", out)
	}
	for _, test := range []struct{ words, want string }{
		{m + ";customer_id=Kunde", "the file has no column Kunde"},
		{"absent.json", "no such file"},
		{"name:=purchase", "an event needs a time"},
		{write(t, "bad.json", `{"column":{}}`), "unknown field"},
	} {
		code, _, errs := safar(t, "import", path, "--data", dir, "--map", test.words)
		if code != exitUsage || !strings.Contains(errs, test.want) {
			t.Errorf("%s: exit %d, %s", test.words, code, errs)
		}
	}
}
