package browser

import (
	_ "embed"
	"fmt"
	"strings"
)

// axe is axe-core, unmodified; see axe/README.md.
//
//go:embed axe/axe.min.js
var axe string

// noIconFonts makes axe-core look at Persian and Arabic. It leaves out icon fonts, which it
// recognises by drawing: a first letter alone looks other than at the beginning of its word.
// The letters of these languages join, so it would leave out all of their text. There are no
// icon fonts here, and on this canvas every text looks the same.
const noIconFonts = `
	const get = HTMLCanvasElement.prototype.getContext;
	HTMLCanvasElement.prototype.getContext = function (...args) {
		const context = get.apply(this, args);
		context.fillText = () => context.fillRect(0, 0, 9, 9);
		return context;
	};
`

// Violations are what axe-core finds in the page as it is that keeps people from using it: by
// all of its rules, or by those named.
func (p *Page) Violations(rules ...string) []string {
	p.t.Helper()
	p.Eval(`globalThis.axe ? null : (function () {`+noIconFonts+axe+`})()`, nil)
	only := ""
	if len(rules) > 0 {
		only = fmt.Sprintf(`, runOnly: ["%s"]`, strings.Join(rules, `", "`))
	}
	var found []string
	p.Eval(`axe.run(document, {resultTypes: ["violations"]`+only+`}).then((r) => r.violations.flatMap((v) =>
		v.nodes.map((n) => v.id + ": " + n.target + " " + n.html + " " + n.failureSummary)))`, &found)
	return found
}
