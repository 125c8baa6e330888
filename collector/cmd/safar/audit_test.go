package main

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestAuditTellsWhatCommandsDid(t *testing.T) {
	t.Parallel()
	dir, _ := newSite(t)
	for _, args := range [][]string{
		{"user", "add", "first@shop.example", "--data", dir},
		{"user", "add", "second@shop.example", "--data", dir},
		{"key", "add", "--data", dir, "--kind", "server"},
		{"key", "revoke", "--data", dir, "1"},
		{"token", "add", "--data", dir, "--all-sites"},
		{"token", "revoke", "--data", dir, "1"},
		{"site", "set", "main", "--data", dir, "--currency", "EUR"},
		{"export", "orders", "--data", dir},
		{"user", "remove", "second@shop.example", "--data", dir},
	} {
		if code, _, errs := safar(t, args...); code != 0 {
			t.Fatalf("safar %s: %s", strings.Join(args, " "), errs)
		}
	}
	_, out, errs := safar(t, "audit", "--data", dir, "--json")
	var entries []auditEntryJSON
	if err := json.Unmarshal([]byte(out), &entries); err != nil {
		t.Fatalf("%v: %s%s", err, out, errs)
	}
	var got []string
	for _, e := range entries {
		if e.Actor != "safar" {
			t.Errorf("a command acted as %q", e.Actor)
		}
		got = append(got, strings.TrimSpace(e.Action+" "+e.Site+" "+e.Detail))
	}
	want := "user_removed,persons_exported main orders,site_changed main,token_revoked,token_added,key_revoked,key_added main server,link_made  signin,user_added  viewer,link_made  signin,user_added  owner,"
	if joined := strings.Join(got, ","); !strings.HasPrefix(joined, want) || !strings.Contains(joined, "site_added main") {
		t.Errorf("%s, want %s...", joined, want)
	}
	if _, out, _ = safar(t, "audit", "--data", dir, "--limit", "1"); !strings.Contains(out, "safar  user_removed  second@shop.example\n") || strings.Count(out, "\n") != 1 {
		t.Errorf("a line: %q", out)
	}
}
