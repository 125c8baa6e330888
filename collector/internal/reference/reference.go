// Package reference finds the reference data of tests: published data sets with known
// figures, which are too large or not ours to keep in the repository.
//
// They lie in the folder that SAFAR_REFERENCE names, else in a folder shared/data beside the
// repository or above. A test that needs one which is not there is skipped, or fails where
// SAFAR_REQUIRE lists "data" or "all", so that a machine which has to check everything can't
// quietly check less.
package reference

import (
	"bufio"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Path returns the path of a file or folder of the reference data, named with slashes.
// Without it the test ends.
func Path(t testing.TB, name string) string {
	t.Helper()
	for _, folder := range folders(t) {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	const missing = "the reference data %s is absent; SAFAR_REFERENCE names its folder"
	if required(os.Getenv("SAFAR_REQUIRE")) {
		t.Fatalf(missing, name)
	}
	t.Skipf(missing, name)
	return ""
}

// Open opens a file of the reference data until the test ends. What is named .gz is unpacked.
func Open(t testing.TB, name string) io.Reader {
	t.Helper()
	file, err := os.Open(Path(t, name))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { file.Close() })
	in := bufio.NewReader(file)
	if !strings.HasSuffix(name, ".gz") {
		return in
	}
	plain, err := gzip.NewReader(in)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return plain
}

// Read reads a whole file of the reference data, unpacked as by Open.
func Read(t testing.TB, name string) []byte {
	t.Helper()
	text, err := io.ReadAll(Open(t, name))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return text
}

// folders are where the reference data may lie, the nearest first.
func folders(t testing.TB) []string {
	t.Helper()
	if folder := os.Getenv("SAFAR_REFERENCE"); folder != "" {
		return []string{folder}
	}
	at, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for {
		all = append(all, filepath.Join(at, "shared", "data"))
		above := filepath.Dir(at)
		if above == at {
			return all
		}
		at = above
	}
}

// required tells whether data may not be missing, by the words of SAFAR_REQUIRE.
func required(words string) bool {
	return slices.ContainsFunc(strings.Split(words, ","), func(word string) bool {
		word = strings.TrimSpace(word)
		return word == "data" || word == "all"
	})
}
