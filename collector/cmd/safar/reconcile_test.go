package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestReconcile(t *testing.T) {
	t.Parallel()
	dir, made := newSite(t)
	address, _ := serving(t, dir)
	status, answer := post(t, address, made.ServerKey, `{"events":[
		{"id":"1","name":"purchase","time":"2026-10-01T08:06:00Z","params":{"transaction_id":"T-1","currency":"IRR","value":12900000}},
		{"id":"2","name":"purchase","time":"2026-10-02T08:06:00Z","params":{"transaction_id":"T-2","currency":"IRR","value":500}},
		{"id":"3","name":"purchase","time":"2026-10-31T20:31:00Z","params":{"transaction_id":"T-3","currency":"IRR","value":700}},
		{"id":"4","name":"purchase","time":"2026-10-05T08:06:00Z","params":{"transaction_id":"T-4","currency":"IRR","value":900}},
		{"id":"5","name":"order_cancelled","time":"2026-10-06T08:06:00Z","params":{"transaction_id":"T-4"}}]}`)
	if status != 200 || !strings.HasPrefix(answer, `{"accepted":5,`) {
		t.Fatalf("%d %s", status, answer)
	}
	folder := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	table := write("orders.csv", "Order,Date,Net\nT-1,2026-10-01 11:36,12900000\nT-2,2026-10-02 11:36,550\nT-3,2026-10-31 23:59,700\nT-4,2026-10-05 11:36,900\n=9,2026-10-07 11:36,1\n")
	lines := write("orders.jsonl", `{"transaction_id":"T-2","time":"2026-10-02T08:06:00Z","value":500,"status":"refunded"}`+"\n")
	mapping := write("mapping.json", `{"columns":{"time":"Date","transaction_id":"Order"},"time_layout":"2006-01-02 15:04","time_zone":"Asia/Tehran"}`)
	asked := []string{"--from", "2026-10-01", "--to", "2026-10-31", "--map", mapping, "--map", "value=Net"}
	over := append([]string{"reconcile", table, "--url", address, "--token", made.ReadToken}, asked...)
	byURL := must(t, over...)
	byFolder := must(t, append([]string{"reconcile", table, "--data", dir}, asked...)...)
	for _, shown := range []string{byURL, byFolder} {
		for _, want := range []string{
			"  the shop  5 orders  12,902,151 IRR\n", "  Safar     2 orders  12,900,500 IRR\n", "  agree on  2 orders\n",
			"  T-2    values differ          2026-10-02 11:36:00  550 IRR  2026-10-02 11:36:00  500 IRR\n",
			"  T-4    cancelled on one side  2026-10-05 11:36:00  900 IRR  2026-10-05 11:36:00  900 IRR, cancelled\n",
			"  =9     only the shop has it   2026-10-07 11:36:00  1 IRR    –\n",
		} {
			if !strings.Contains(shown, want) {
				t.Errorf("%q is missing in\n%s", want, shown)
			}
		}
	}
	if file := must(t, append(over, "--csv")...); !strings.Contains(file, "\n'=9,missing_here,") {
		t.Errorf("the file is\n%s", file)
	}
	if out := must(t, append([]string{"reconcile", lines, "--data", dir, "--json"}, asked[:4]...)...); !strings.Contains(out, `"kind":"refunded"`) {
		t.Errorf("lines give %s", out)
	}
	for _, args := range [][]string{
		{table, "--data", dir, "--csv", "--json"}, {lines, "--data", dir, "--map", "time=Date"}, {mapping, "--data", dir},
		{filepath.Join(folder, "absent.csv"), "--data", dir}, {table, "--data", dir, "--map", "absent"}, {table, "--data", dir}, {table},
	} {
		if code, out, errs := safar(t, append([]string{"reconcile"}, args...)...); code != exitUsage || out != "" {
			t.Errorf("%v: exit %d, %s%s", args, code, out, errs)
		}
	}
}
