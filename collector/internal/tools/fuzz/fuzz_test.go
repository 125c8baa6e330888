package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

const root = "../../../.."

// write makes a file with its folders.
func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestTargetsAreFoundWhereGoTestWould(t *testing.T) {
	dir := t.TempDir()
	target := "package a\n\nimport \"testing\"\n\nfunc FuzzOne(f *testing.F) {}\n\nfunc FuzzHelper(t *testing.T) {}\n\nfunc Fuzzy() {}\n"
	write(t, filepath.Join(dir, "go.mod"), "module a\n")
	write(t, filepath.Join(dir, "a_test.go"), target)
	write(t, filepath.Join(dir, "b", "b_test.go"), strings.Replace(target, "One", "Two", 1))
	write(t, filepath.Join(dir, "b", "b.go"), strings.Replace(target, "One", "NoTest", 1))
	for _, foreign := range []string{"inner", "testdata", ".hidden", "_left"} {
		write(t, filepath.Join(dir, foreign, "c_test.go"), target)
	}
	write(t, filepath.Join(dir, "inner", "go.mod"), "module inner\n")
	found, err := targets(dir)
	want := []target2{{".", "FuzzOne"}, {"b", "FuzzTwo"}}
	var got []target2
	for _, f := range found {
		got = append(got, target2{f.pkg, f.name})
	}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%v, %v, want %v", got, err, want)
	}
	if _, err := targets(filepath.Join(dir, "b")); err == nil {
		t.Error("a folder is taken for a module")
	}
}

type target2 struct{ pkg, name string }

func TestOutcomes(t *testing.T) {
	failed := errors.New("exit status 1")
	tests := []struct {
		name, said string
		err        error
		want       string
		execs      int64
	}{
		{"well", "fuzz: elapsed: 3s, execs: 10 (3/sec), new interesting: 1 (total: 2)\nfuzz: elapsed: 6s, execs: 25 (3/sec), new interesting: 4 (total: 5)\nPASS\n", nil, "ok", 25},
		{"an input", "fuzz: elapsed: 0s, execs: 7 (3/sec), new interesting: 0 (total: 1)\n--- FAIL: FuzzX (0.1s)\n    Failing input written to testdata/fuzz/FuzzX/8a5\n", failed, "FAILED by testdata/fuzz/FuzzX/8a5", 7},
		{"a seed", "--- FAIL: FuzzX/seed#0\n", failed, "FAILED", 0},
		{"no build", "undefined: x\n", failed, "FAILED", 0},
		{"time is up", "fuzz: elapsed: 5s, execs: 9 (0/sec), new interesting: 0 (total: 1)\n--- FAIL: FuzzX (5.1s)\n    context deadline exceeded\nFAIL\n", failed, "ok", 9},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := outcomeOf(tt.said, tt.err)
			if o.result() != tt.want || o.execs != tt.execs {
				t.Errorf("%q after %d, want %q after %d", o.result(), o.execs, tt.want, tt.execs)
			}
			if o.failed && o.said != tt.said {
				t.Errorf("it says %q", o.said)
			}
		})
	}
}

// TestEveryTargetHasACorpus keeps what others found from being lost, and the repository small.
func TestEveryTargetHasACorpus(t *testing.T) {
	const (
		mostInputs = 40
		mostBytes  = 64 << 10 // of one target's corpus
	)
	found, err := targets(root)
	if err != nil || len(found) == 0 {
		t.Fatalf("%d targets, %v", len(found), err)
	}
	for _, f := range found {
		entries, err := os.ReadDir(f.corpus())
		if err != nil || len(entries) == 0 || len(entries) > mostInputs {
			t.Errorf("%s has %d inputs (%v): make fuzz ONLY=%s KEEP=8", f, len(entries), err, f.name)
		}
		size := int64(0)
		for _, entry := range entries {
			info, err := entry.Info()
			if err != nil {
				t.Fatal(err)
			}
			size += info.Size()
		}
		if size > mostBytes {
			t.Errorf("%s has %d bytes of inputs", f, size)
		}
	}
}

// TestEveryDecoderHasATarget lists what reads what strangers, files or disks say.
func TestEveryDecoderHasATarget(t *testing.T) {
	decoders := map[string]string{
		"batches of events":              "sdk/event.FuzzBatch",
		"JSON":                           "sdk/event.FuzzParse",
		"params by event":                "sdk/event.FuzzParam",
		"amounts":                        "sdk/event.FuzzAmount",
		"times":                          "sdk/event.FuzzTime",
		"compressed bodies":              "collector/internal/ingest.FuzzInflate",
		"media types and codings":        "collector/internal/ingest.FuzzMedia",
		"bodies, to what is stored":      "collector/internal/ingest.FuzzTake",
		"CSV":                            "collector/internal/transfer.FuzzCSV",
		"JSONL":                          "collector/internal/transfer.FuzzJSONL",
		"mappings":                       "collector/internal/transfer.FuzzMapping",
		"conditions of mappings":         "collector/internal/transfer.FuzzCondition",
		"prices and quantities":          "collector/internal/transfer.FuzzProduct",
		"a shop's list of orders":        "collector/internal/reconcile.FuzzRead",
		"the visitor's cookie":           "sdk.FuzzVisitorCookie",
		"sessions, tokens and keys":      "collector/internal/api.FuzzCredentials",
		"the form of secrets":            "collector/internal/account.FuzzSecret",
		"links of surveys":               "collector/internal/survey.FuzzOpen",
		"answers of surveys":             "collector/internal/survey.FuzzAnswer",
		"links of messages":              "sdk.FuzzMessageLink",
		"user agents":                    "collector/internal/enrich.FuzzAgent",
		"URLs":                           "collector/internal/enrich.FuzzCleanURL",
		"referrers and campaigns":        "collector/internal/enrich.FuzzArrival",
		"host names":                     "collector/internal/enrich.FuzzHosts",
		"ids that look personal":         "collector/internal/enrich.FuzzPersonalID",
		"words to be scrubbed":           "collector/internal/scrub.FuzzWords",
		"e-mail addresses":               "collector/internal/account.FuzzEmail",
		"origins and domains":            "collector/internal/account.FuzzOrigins",
		"parameters of the API":          "collector/internal/api.FuzzQuery",
		"X-Forwarded-For":                "collector/internal/api.FuzzForwarded",
		"filters":                        "collector/internal/metric.FuzzParseFilter",
		"dates":                          "collector/internal/metric.FuzzParseDate",
		"goals":                          "collector/internal/metric.FuzzParseGoal",
		"what merchants write down":      "collector/internal/notebook.FuzzEntries",
		"pages that the doctor looks at": "collector/cmd/safar/internal/doctor.FuzzPage",
		"stored events":                  "collector/internal/store/sqlite.FuzzDecodeHit",
		"stored sums":                    "collector/internal/store/sqlite.FuzzPartBody",
		"damaged database files":         "collector/internal/store/sqlite/pages.FuzzRows",
		"files of the SDK's spool":       "sdk.FuzzSpooled",
		"answers to the SDK":             "sdk.FuzzAnswer",
	}
	found, err := targets(root)
	if err != nil {
		t.Fatal(err)
	}
	there := map[string]bool{}
	for _, f := range found {
		there[filepath.ToSlash(f.pkg)+"."+f.name] = true
	}
	for decoder, name := range decoders {
		if !there[name] {
			t.Errorf("%s are read, and there is no target %s", decoder, name)
		}
	}
}

// TestAPlantedFaultIsFound is the control: a target that breaks on some input is reported, with
// the input, and its neighbour is run all the same.
func TestAPlantedFaultIsFound(t *testing.T) {
	if os.Getenv("SAFAR_SOAK") == "" {
		t.Skip("it compiles with coverage, which takes a while: make soak")
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, "go.mod"), "module planted\n\ngo 1.25.0\n")
	write(t, filepath.Join(dir, "a_test.go"), `package planted

import "testing"

func FuzzBroken(f *testing.F) {
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 0 && text[0] == 'x' {
			panic("planted")
		}
	})
}

func FuzzWell(f *testing.F) { f.Fuzz(func(t *testing.T, text string) {}) }
`)
	t.Setenv("GOFLAGS", "-mod=mod")
	t.Setenv("GOWORK", "off")
	var out bytes.Buffer
	err := run(t.Context(), []string{dir}, options{span: 20 * time.Second, only: "Broken"}, &out)
	inputs, _ := filepath.Glob(filepath.Join(dir, "testdata", "fuzz", "FuzzBroken", "*"))
	if !errors.Is(err, errBroken) || len(inputs) != 1 || !strings.Contains(out.String(), "FAILED by testdata") {
		t.Errorf("%v with %d inputs:\n%s", err, len(inputs), out.String())
	}
	if err := run(t.Context(), []string{dir}, options{span: time.Second, only: "Well", keep: 3}, io.Discard); err != nil {
		t.Error(err)
	}
}
