package hostile_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// markup is what makes markup or programs of texts.
var markup = regexp.MustCompile(`\b(innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|createContextualFragment|DOMParser|setHTMLUnsafe|parseHTMLUnsafe|srcdoc)\b` +
	`|document\.write|\beval\(|new Function\(|setTimeout\(\s*["'` + "`" + `]|setAttribute\(\s*["']on|(href|src|action)\s*=\s*["'` + "`" + `]javascript:`)

// Scripts of pages and tag put texts into a page as texts, and in no other way.
func TestNoSourceMakesMarkupOfTexts(t *testing.T) {
	for _, bad := range []string{`e.innerHTML = text`, `eval(text)`, `a.href = "javascript:x"`, `e.setAttribute("onclick", text)`, `setTimeout("x")`} {
		if !markup.MatchString(bad) {
			t.Errorf("%s is let through", bad)
		}
	}
	looked := 0
	for _, root := range []string{"../dashboard/src", "../../../js/src", "../../../js/late", "../../../js/survey", "../../../js/asking", "../../../js/friction", "../../../js/debug"} {
		each(t, root, func(path, text string) {
			looked++
			if found := markup.FindString(text); found != "" {
				t.Errorf("%s has %s", path, found)
			}
		})
	}
	if looked < 100 {
		t.Errorf("%d sources were looked at", looked)
	}
	// Pages have neither scripts nor handlers nor styles in them; the survey's one style is
	// named in its policy by its hash.
	inline := regexp.MustCompile(`(?i)<script(?:[^>]*[^>/])?>[^<]|\son[a-z]+\s*=|\sstyle\s*=|href\s*=\s*"javascript:`)
	for _, path := range []string{"../dashboard/index.html", "../survey/page.html"} {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if found := inline.FindString(string(text)); found != "" {
			t.Errorf("%s has %s", path, found)
		}
	}
}

// each reads the files below a folder.
func each(t *testing.T, root string, look func(path, text string)) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		look(path, string(text))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// spelled are the files that write words between quotes into statements, which are names of the
// vocabulary in our own sources and nobody's input.
var spelled = map[string]bool{"check.go": true, "from.go": true, "predicates.go": true, "salvage.go": true, "touched.go": true}

// between is a place for a text between the quotes of SQL.
var between = regexp.MustCompile(`'%(\[\d+\])?[svq]'|"%(\[\d+\])?[svq]"|%(\[\d+\])?q`)

// statement is what a statement of SQL looks like.
var statement = regexp.MustCompile(`\b(SELECT|INSERT|UPDATE|DELETE|WHERE|CASE|FROM|VALUES|PRAGMA|ATTACH)\b|f\.[a-z]+ =`)

// Values reach statements as parameters: none is written into one.
func TestNoStatementHoldsAValue(t *testing.T) {
	looked, known := 0, 0
	each(t, "../store/sqlite", func(path, text string) {
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return
		}
		looked++
		file, err := parser.ParseFile(token.NewFileSet(), path, text, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range valuesIn(file) {
			if spelled[filepath.Base(path)] {
				known++
				continue
			}
			t.Errorf("%s: %s: bind it as a parameter", path, found)
		}
	})
	if looked < 50 || known == 0 {
		t.Errorf("%d sources were looked at, %d places found", looked, known)
	}
	for _, bad := range []string{"fmt.Sprintf(`SELECT * FROM event WHERE name = '%s'`, x)", "\"SELECT * FROM event WHERE name = '\" + x + \"'\"", "fmt.Sprintf(`DELETE FROM event WHERE name = %q`, x)"} {
		expr, err := parser.ParseExpr("func(x string) { _ = " + bad + " }")
		if err != nil {
			t.Fatal(err)
		}
		if len(valuesIn(expr)) == 0 {
			t.Errorf("%s is let through", bad)
		}
	}
}

// valuesIn are the places where something is written between the quotes of a statement.
func valuesIn(node ast.Node) []string {
	var found []string
	ast.Inspect(node, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			called, ok := n.Fun.(*ast.SelectorExpr)
			if !ok || called.Sel.Name != "Sprintf" || len(n.Args) == 0 {
				return true
			}
			if text, ok := literal(n.Args[0]); ok && statement.MatchString(text) && between.MatchString(text) {
				found = append(found, text)
			}
		case *ast.BinaryExpr:
			text, ok := literal(n.X)
			if inner, nested := n.X.(*ast.BinaryExpr); nested {
				text, ok = literal(inner.Y)
			}
			if _, constant := literal(n.Y); ok && !constant && n.Op == token.ADD && strings.HasSuffix(text, "'") {
				found = append(found, text)
			}
		}
		return true
	})
	return found
}

func literal(e ast.Expr) (string, bool) {
	l, ok := e.(*ast.BasicLit)
	if !ok || l.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(l.Value)
	return text, err == nil
}
