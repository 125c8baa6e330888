package figures

import (
	"bufio"
	"compress/gzip"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// reference finds a folder of the reference data: in SAFAR_DATA, else in a folder
// shared/data beside the repository. Without it the test is skipped, or fails where data is
// required.
func reference(t *testing.T, folder string) string {
	t.Helper()
	roots := beside(t)
	if root := os.Getenv("SAFAR_DATA"); root != "" {
		roots = []string{root}
	}
	for _, root := range roots {
		at := filepath.Join(root, folder)
		if info, err := os.Stat(at); err == nil && info.IsDir() {
			return at
		}
	}
	missing := "the reference data " + folder + " is absent; point SAFAR_DATA at it"
	for _, required := range strings.Split(os.Getenv("SAFAR_REQUIRE"), ",") {
		if slices.Contains([]string{"data", "all"}, strings.TrimSpace(required)) {
			t.Fatal(missing)
		}
	}
	t.Skip(missing)
	return ""
}

// beside are the folders shared/data beside the repository and those above it.
func beside(t *testing.T) []string {
	t.Helper()
	dir, err := filepath.Abs(filepath.Join("..", "..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	var roots []string
	for above := filepath.Dir(dir); above != dir; dir, above = above, filepath.Dir(above) {
		roots = append(roots, filepath.Join(above, "shared", "data"))
	}
	return roots
}

// read calls each for every line of a CSV file, gzip-compressed or not, after having held
// the heading against columns: a file with other columns is another data set.
func read(t *testing.T, path, columns string, each func(fields []string)) {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var in io.Reader = bufio.NewReader(file)
	if strings.HasSuffix(path, ".gz") {
		if in, err = gzip.NewReader(in); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
	}
	lines := csv.NewReader(in)
	heading, err := lines.Read()
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	if got := strings.Join(heading, ","); got != columns {
		t.Fatalf("%s has the columns %s, not %s", path, got, columns)
	}
	for {
		fields, err := lines.Read()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		each(fields)
	}
}
