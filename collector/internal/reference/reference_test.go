package reference

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// ending is a test that remembers how it ended instead of ending.
type ending struct {
	testing.TB
	how string
}

func (e *ending) Helper()               {}
func (e *ending) Fatalf(string, ...any) { e.how = "failed"; runtime.Goexit() }
func (e *ending) Skipf(string, ...any)  { e.how = "skipped"; runtime.Goexit() }

// look looks for a name in a test of its own and tells how that ended.
func look(t *testing.T, name string) (path, how string) {
	e := &ending{TB: t}
	done := make(chan struct{})
	go func() {
		defer close(done)
		path = Path(e, name)
	}()
	<-done
	return path, e.how
}

func TestWhereDataIsLookedFor(t *testing.T) {
	root := t.TempDir()
	beside := filepath.Join(root, "shared", "data", "set")
	inside := filepath.Join(root, "repository", "room")
	for _, folder := range []string{beside, inside} {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(beside, "a.txt"), []byte("a"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Chdir(inside)
	t.Setenv("SAFAR_REFERENCE", "")
	t.Setenv("SAFAR_REQUIRE", "")
	if path, how := look(t, "set/a.txt"); how != "" || string(mustRead(t, path)) != "a" {
		t.Errorf("beside the repository: %q, %s", path, how)
	}
	t.Setenv("SAFAR_REFERENCE", filepath.Join(root, "shared", "data"))
	if _, how := look(t, "set/a.txt"); how != "" {
		t.Errorf("where the variable points: %s", how)
	}
	t.Setenv("SAFAR_REFERENCE", inside)
	for require, want := range map[string]string{
		"": "skipped", "root": "skipped", "database": "skipped", "data": "failed", "root, data": "failed", "all": "failed",
	} {
		t.Setenv("SAFAR_REQUIRE", require)
		if _, how := look(t, "set/a.txt"); how != want {
			t.Errorf("SAFAR_REQUIRE=%q: absent data %s the test, want %s", require, how, want)
		}
	}
}

func mustRead(t *testing.T, path string) []byte {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestPackedFilesAreUnpacked(t *testing.T) {
	root := t.TempDir()
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := z.Write([]byte("plain")); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, "a.gz"), packed.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("SAFAR_REFERENCE", root)
	if got := string(Read(t, "a.gz")); got != "plain" {
		t.Errorf("read %q", got)
	}
}
