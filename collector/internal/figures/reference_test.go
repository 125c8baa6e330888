package figures

import (
	"bufio"
	"compress/gzip"
	"encoding/csv"
	"io"
	"os"
	"strings"
	"testing"
)

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
