package arch

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

// askers are the packages of the collector that may ask other machines by themselves.
var askers = map[string]string{
	"collector/internal/outgoing":         "it is where that is done",
	"collector/cmd/safar/internal/client": "it asks the collector that the operator names, and shows it his token; nobody else has a say in where it is",
	"collector/internal/tools/load":       "it loads a collector on this machine for the bench",
	"collector/internal/tools/engine":     "it measures a collector on this machine",
}

// asks tells whether a name of the standard library makes a connection to somebody else, or
// what makes them.
func asks(pkg, name string) bool {
	switch pkg {
	case "net/http":
		switch name {
		case "Client", "Transport", "DefaultClient", "DefaultTransport", "Get", "Head", "Post", "PostForm":
			return true
		}
	case "net", "crypto/tls":
		return strings.HasPrefix(name, "Dial")
	case "net/smtp":
		return true
	}
	return false
}

// TestOneWayOut holds that the collector asks other machines in one place, which is careful.
func TestOneWayOut(t *testing.T) {
	t.Parallel()
	found := map[string]bool{}
	for path, p := range list(t) {
		if !within(path, "collector") {
			continue
		}
		for _, name := range p.GoFiles {
			file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			for _, used := range connections(file) {
				found[path] = true
				if askers[path] == "" {
					t.Errorf("%s/%s uses %s: ask by collector/internal/outgoing, which refuses what only the collector can reach", path, name, used)
				}
			}
		}
	}
	for path := range askers {
		if !found[path] {
			t.Errorf("%s asks nobody any more: take its line away", path)
		}
	}
}

// connections are the names in a file that ask others.
func connections(file *ast.File) (used []string) {
	imports := map[string]string{}
	for _, spec := range file.Imports {
		path := strings.Trim(spec.Path.Value, `"`)
		name := path[strings.LastIndexByte(path, '/')+1:]
		if spec.Name != nil {
			name = spec.Name.Name
		}
		imports[name] = path
	}
	ast.Inspect(file, func(n ast.Node) bool {
		selector, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if pkg, ok := selector.X.(*ast.Ident); ok && asks(imports[pkg.Name], selector.Sel.Name) {
			used = append(used, pkg.Name+"."+selector.Sel.Name)
		}
		return true
	})
	return used
}

// TestConnectionsAreSeen is the control of the test above.
func TestConnectionsAreSeen(t *testing.T) {
	t.Parallel()
	const text = `package x
import ("crypto/tls"; h "net/http"; "net"; "net/smtp")
var a = h.Client{}
func f() { h.Get("x"); net.Dial("tcp", "x"); (&net.Dialer{}).Dial("tcp", "x"); tls.Dial("tcp", "x", nil); smtp.SendMail("x", nil, "", nil, nil); h.NotFound(nil, nil) }`
	file, err := parser.ParseFile(token.NewFileSet(), "x.go", text, 0)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(connections(file), " "); got != "h.Client h.Get net.Dial net.Dialer tls.Dial smtp.SendMail" {
		t.Error(got)
	}
}
