package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

func TestWrongUsageExitsWithTwo(t *testing.T) {
	t.Parallel()
	dir, _ := newSite(t)
	for _, args := range [][]string{
		{}, {"bogus"}, {"serve"}, {"serve", "--bogus"}, {"doctor"}, {"doctor", "shop.example"}, {"init", "--data", "x"}, {"report"}, {"import", "x"},
		{"report", "--data", dir, "--url", "http://localhost"}, {"report", "--url", "http://localhost"},
		{"report", "--url", "localhost", "--token", "rt_x"},
		{"serve", "--data", dir, "--trusted-proxy", "10.0.0.0"}, {"serve", "--data", dir, "--metrics-from", "everybody"},
		{"serve", "--data", dir, "--log-level", "loud"}, {"serve", "--data", dir, "--log-format", "xml"},
		{"import", filepath.Join(dir, "absent.jsonl"), "--data", dir},
		{"import", filepath.Join(dir, "safar.db"), "--data", dir},
		{"key", "add", "--data", dir, "--kind", "server", "--origin", "https://shop.example"},
		{"key", "add", "--data", dir, "--kind", "golden"}, {"key", "revoke", "--data", dir, "first"},
		{"key", "quota", "--data", dir, "1"}, {"serve", "--data", dir, "--server-rate=-1"},
		{"token", "add", "--data", dir, "--site", "main", "--all-sites"},
		{"goal", "set", "--data", dir, "ctr", "101%"}, {"goal", "set", "--data", dir, "fame", "1"},
		{"touchpoint", "set", "--data", dir, "banner", "--stage", "checkout"}, {"touchpoint", "set", "--data", dir, "banner", "--goal", "100"},
		{"touchpoint", "set", "--data", dir, "banner", "--goal", "likes=100"}, {"persona", "set", "--data", dir, "nobody"},
		{"persona", "set", "--data", dir, "p", "--filter", "shoe_size:42"}, {"annotation", "add", "--data", dir, "x", "--date", "1405-07-32"},
		{"annotation", "add", "--data", dir, " "}, {"annotation", "remove", "--data", dir, "first"},
		{"site", "set", "main", "--data", dir, "--timezone", "Teheran"},
		{"site", "set", "main", "--data", dir, "--digits", "IRR"}, {"site", "set", "main", "--data", dir, "--digits", "IRR=none"},
		{"site", "set", "main", "--data", dir, "--digits", "IRR=7"}, {"site", "set", "main", "--data", dir, "--digits", "IRT=0"},
		{"init", "--data", filepath.Join(t.TempDir(), "x"), "--site", "Main", "--timezone", "UTC", "--currency", "IRR"},
		{"init", "--data", filepath.Join(t.TempDir(), "x"), "--site", "main", "--timezone", "UTC", "--currency", "TOMAN"},
	} {
		code, out, errs := safar(t, args...)
		if code != exitUsage || !strings.HasPrefix(errs, "safar: ") || out != "" {
			t.Errorf("safar %s: exit %d, %s%s", strings.Join(args, " "), code, out, errs)
		}
	}
}

func TestFailuresExitWithOne(t *testing.T) {
	t.Parallel()
	dir, _ := newSite(t)
	address, _ := serving(t, dir)
	for _, test := range []struct {
		args []string
		want string
	}{
		{[]string{"init", "--data", dir, "--site", "other", "--timezone", "UTC", "--currency", "EUR"}, "hint: safar site add"},
		{[]string{"serve", "--data", filepath.Join(dir, "absent")}, "hint: make it with safar init"},
		{[]string{"serve", "--data", dir, "--addr", strings.TrimPrefix(address, "http://")}, "hint: another program listens there"},
		{[]string{"doctor", address + "/"}, "hint: mend what is marked"},
		{[]string{"site", "add", "main", "--data", dir, "--timezone", "UTC", "--currency", "EUR"}, "hint: safar site list"},
		{[]string{"site", "set", "other", "--data", dir, "--currency", "EUR"}, "not found"},
		{[]string{"key", "revoke", "--data", dir, "99"}, "hint: safar key list"},
		{[]string{"key", "quota", "--data", dir, "99", "--events-per-day", "5000"}, "hint: safar key list"},
		{[]string{"token", "revoke", "--data", dir, "99"}, "hint: safar token list"},
		{[]string{"goal", "remove", "--data", dir, "ctr"}, "hint: safar goal list"},
		{[]string{"touchpoint", "remove", "--data", dir, "banner"}, "hint: safar touchpoint list"},
		{[]string{"persona", "remove", "--data", dir, "nobody"}, "hint: safar persona list"},
		{[]string{"annotation", "remove", "--data", dir, "99"}, "hint: safar annotation list"},
		{[]string{"key", "list", "--data", dir, "--site", "other"}, "hint: name one with --site"},
	} {
		code, _, errs := safar(t, test.args...)
		if code != exitFailed || !strings.Contains(errs, test.want) {
			t.Errorf("safar %s: exit %d, %s", strings.Join(test.args, " "), code, errs)
		}
	}
}

func TestEveryCommandHasHelpAndEveryFlagAVariable(t *testing.T) {
	t.Parallel()
	var c cli
	parser, err := newParser(&c, streams{nil, new(bytes.Buffer), new(bytes.Buffer)})
	if err != nil {
		t.Fatal(err)
	}
	var visit func(node *kong.Node, path []string)
	visit = func(node *kong.Node, path []string) {
		if len(path) > 0 && node.Help == "" {
			t.Errorf("%v says nothing of itself", path)
		}
		code, out, errs := safar(t, append(path, "--help")...)
		if code != exitDone || !strings.HasPrefix(out, "Usage: safar "+strings.Join(path, " ")) || errs != "" {
			t.Errorf("%v --help: exit %d, %s%s", path, code, out, errs)
		}
		for _, flag := range node.Flags {
			want := "SAFAR_" + strings.ToUpper(strings.ReplaceAll(flag.Name, "-", "_"))
			if flag.Name != "help" && (len(flag.Envs) != 1 || flag.Envs[0] != want) {
				t.Errorf("%v --%s reads %v, want %s", path, flag.Name, flag.Envs, want)
			}
			if flag.Help == "" {
				t.Errorf("%v --%s says nothing of itself", path, flag.Name)
			}
		}
		for _, child := range node.Children {
			visit(child, append(path[:len(path):len(path)], child.Name))
		}
	}
	visit(parser.Model.Node, nil)
}

func TestEnvironmentStandsInForFlags(t *testing.T) {
	dir, made := newSite(t)
	t.Setenv("SAFAR_DATA", dir)
	t.Setenv("SAFAR_JSON", "true")
	t.Setenv("SAFAR_METRICS", "orders,revenue")
	t.Setenv("SAFAR_AS_OF", "2026-10-31T00:00:00Z")
	out := must(t, "report")
	if strings.Count(out, `"id":`) != 2 || !strings.Contains(out, `"as_of":"2026-10-31T03:30:00+03:30"`) {
		t.Errorf("got %s", out)
	}
	if out = must(t, "report", "--metrics", "shares"); !strings.Contains(out, `"id":"shares"`) || strings.Contains(out, "orders") {
		t.Errorf("a flag does not win over the environment: %s", out)
	}
	if out = must(t, "key", "list"); !strings.Contains(out, made.BrowserKey) {
		t.Errorf("got %s", out)
	}
}

func TestVersion(t *testing.T) {
	t.Parallel()
	if out := must(t, "version"); !strings.HasPrefix(out, "safar ") {
		t.Errorf("got %s", out)
	}
	if out := must(t, "version", "--json"); !strings.HasPrefix(out, `{"version":"`) {
		t.Errorf("got %s", out)
	}
}
