package main

import (
	"bytes"
	"compress/gzip"
	"database/sql"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/klauspost/compress/zstd"

	"github.com/safar-cx/safar/collector/internal/store/sqlite"
)

// canaries are texts by which everything of one customer is known, wherever it is written.
var canaries = map[string]string{
	"email": "kanarya.canary@mail.example", "phone": "+989121239876", "card": "4929 1234 5678 9014",
	"address": "Canary Street 77 Birdtown", "ip": "198.51.100.77", "id": "canary-id-93847",
}

// canaryEvents are what one customer does, with a canary in every field that takes text.
func canaryEvents(at time.Time) string {
	all := canaries["email"] + " " + canaries["phone"] + " " + canaries["card"] + " " + canaries["address"] + " " + canaries["ip"] + " " + canaries["id"]
	params := func(more map[string]any) map[string]any {
		p := map[string]any{"detail": all, "description": all, "text": all, "note": map[string]any{all[:40]: []any{all}}}
		for key, value := range more {
			p[key] = value
		}
		return p
	}
	var events []map[string]any
	add := func(name string, more map[string]any) {
		id := canaries["id"]
		n := len(events)
		events = append(events, map[string]any{
			"id": fmt.Sprintf("%s-%d", id, n), "name": name, "time": at.Add(time.Duration(n) * time.Second).Format(time.RFC3339),
			"visitor_id": id + "-v", "customer_id": id, "cart_id": id + "-cart", "checkout_id": id + "-checkout",
			"touchpoint": id, "consent": "full",
			"client": map[string]any{"ip": canaries["ip"], "user_agent": "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0 " + all},
			"page": map[string]any{
				"url":      "https://shop.example/account/" + canaries["id"] + "?q=" + url.QueryEscape(all) + "&utm_campaign=" + url.QueryEscape(all),
				"referrer": "https://elsewhere.example/" + canaries["id"] + "?" + url.QueryEscape(all), "title": all,
			},
			"params": params(more),
		})
	}
	item := map[string]any{"item_id": canaries["id"], "item_name": all, "price": "5", "quantity": 1}
	add("page_view", nil)
	add("search", map[string]any{"search_term": all})
	add("login", nil)
	add("add_to_cart", map[string]any{"currency": "IRR", "value": "5", "items": []any{item}})
	add("begin_checkout", map[string]any{"currency": "IRR", "value": "5", "items": []any{item}})
	add("payment_failed", map[string]any{"attempt_id": canaries["id"], "reason": "card_declined"})
	add("purchase", map[string]any{"transaction_id": canaries["id"] + "-t", "currency": "IRR", "value": "5", "coupon": canaries["id"], "items": []any{item}})
	add("refund", map[string]any{"transaction_id": canaries["id"] + "-t", "currency": "IRR", "value": "1"})
	add("survey_answered", map[string]any{"survey_id": "s", "response_id": canaries["id"], "kind": "text", "text": all})
	add("exception", map[string]any{"description": all})
	add("page_view", map[string]any{"nonsense": strings.Repeat(all, 200)}) // refused, or too long
	add("no such name "+all, nil)                                          // refused
	body, err := json.Marshal(map[string]any{"events": events})
	if err != nil {
		panic(err)
	}
	return string(body)
}

// findCanaries searches the files of folders for canaries, in the forms in which programs write
// text and in whatever is compressed in them, and tells where they are.
func findCanaries(t *testing.T, dirs ...string) (found []string) {
	t.Helper()
	for _, dir := range dirs {
		err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			content, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			for _, what := range canariesIn(content) {
				found = append(found, filepath.Base(path)+": "+what)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return found
}

// canariesIn tells which canaries some bytes hold, and how they are written there.
func canariesIn(content []byte) (found []string) {
	for depth, parts := 0, [][]byte{content}; len(parts) > 0; depth++ {
		var inner [][]byte
		for _, part := range parts {
			lower := bytes.ToLower(part)
			for name, text := range canaries {
				for form, bytesOf := range formsOf(text) {
					if bytes.Contains(lower, bytes.ToLower(bytesOf)) {
						found = append(found, name+", "+form+strings.Repeat(", compressed", depth))
					}
				}
			}
			inner = append(inner, inflated(part)...)
		}
		parts = inner
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// formsOf are the ways to write a text. Of base64 the characters stand that no neighbour changes.
func formsOf(text string) map[string][]byte {
	var wide []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		wide = append(wide, byte(unit), byte(unit>>8))
	}
	forms := map[string][]byte{
		"plain": []byte(text), "UTF-16": wide, "hexadecimal": []byte(hex.EncodeToString([]byte(text))),
		"escaped for a query": []byte(url.QueryEscape(text)), "escaped for a path": []byte(url.PathEscape(text)),
	}
	for shift := range 3 {
		whole := base64.RawStdEncoding.EncodeToString(append(make([]byte, shift), text...))
		forms[fmt.Sprint("base64 from ", shift)] = []byte(whole[(shift*8+5)/6 : len(whole)-1])
	}
	return forms
}

// inflated is what stands compressed somewhere in some bytes, as far as it can be read.
func inflated(content []byte) (all [][]byte) {
	const most = 64 << 20
	each := func(magic string, open func(io.Reader) (io.Reader, error)) {
		for at := 0; ; at++ {
			next := bytes.Index(content[at:], []byte(magic))
			if next < 0 {
				return
			}
			at += next
			r, err := open(bytes.NewReader(content[at:]))
			if err != nil {
				continue
			}
			if text, _ := io.ReadAll(io.LimitReader(r, most)); len(text) > 0 { // up to where it is torn
				all = append(all, text)
			}
		}
	}
	each("\x1f\x8b\x08", func(r io.Reader) (io.Reader, error) {
		z, err := gzip.NewReader(r)
		if err == nil {
			z.Multistream(false)
		}
		return z, err
	})
	each("\x28\xb5\x2f\xfd", func(r io.Reader) (io.Reader, error) {
		return zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true))
	})
	return all
}

// columnsWithCanaries are the columns of a database that hold a canary.
func columnsWithCanaries(t *testing.T, path string) (found []string) {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+path+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, table := range sqlite.Inventory() {
		for _, column := range canariesOf(t, db, table.Table) {
			found = append(found, table.Table+"."+column)
		}
	}
	slices.Sort(found)
	return found
}

// canariesOf are the columns of a table that hold a canary.
func canariesOf(t *testing.T, db *sql.DB, table string) (found []string) {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), `SELECT * FROM "`+table+`"`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	values, into := make([]sql.RawBytes, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		for i, value := range values {
			if !slices.Contains(found, columns[i]) && len(canariesIn(value)) > 0 {
				found = append(found, columns[i])
			}
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return found
}

// TestTheSearchFindsWhatIsHidden is the control of the searches: canaries written in every form.
func TestTheSearchFindsWhatIsHidden(t *testing.T) {
	t.Parallel()
	text := "before " + canaries["email"] + " after"
	var zipped, inZstd bytes.Buffer
	z := gzip.NewWriter(&zipped)
	if _, err := io.WriteString(z, text); err != nil || z.Close() != nil {
		t.Fatal(err)
	}
	w, err := zstd.NewWriter(&inZstd)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(zipped.Bytes()); err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	wide := "xx"
	for _, unit := range utf16.Encode([]rune(text)) {
		wide += string([]byte{byte(unit), byte(unit >> 8)})
	}
	for name, content := range map[string]string{
		"plain": text, "in capitals": strings.ToUpper(text), "UTF-16": wide, "in a query": "?q=" + url.QueryEscape(text), "hexadecimal": hex.EncodeToString([]byte(text)),
		"base64": base64.StdEncoding.EncodeToString([]byte(text)), "base64 of one more": base64.URLEncoding.EncodeToString([]byte("x" + text)), "base64 of two more": base64.StdEncoding.EncodeToString([]byte("xx" + text)),
		"gzip": "xxx" + zipped.String() + "yyy", "gzip, torn": zipped.String()[:zipped.Len()-4], "gzip in zstd": "xxx" + inZstd.String(),
	} {
		if len(canariesIn([]byte(content))) == 0 {
			t.Errorf("%s: not found", name)
		}
	}
	if found := canariesIn([]byte("kanarya and nobody else\x1f\x8b\x08\x28\xb5\x2f\xfd")); len(found) > 0 {
		t.Errorf("found where it is not: %v", found)
	}
}
