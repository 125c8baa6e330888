package api

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"github.com/safar-cx/safar/collector/internal/account"
)

// document answers with what is the same for everybody and as long as the process lives. It is
// written once: anybody may ask for it as often as he likes.
func document(of func() any) handler {
	written := sync.OnceValues(func() ([]byte, error) { return json.Marshal(of()) })
	return func(context.Context, *call) (reply, error) {
		text, err := written()
		if err != nil {
			return reply{}, err
		}
		return reply{status: http.StatusOK, body: raw(text), header: http.Header{"Content-Type": {"application/json; charset=utf-8"}}}, nil
	}
}

// eventSchemaPath lies beside the OpenAPI document, which refers to it by its name alone:
// neither knows where the collector is mounted.
const eventSchemaPath = "/api/v1/events.schema.json"

// object is a JSON object of the description.
type object = map[string]any

// describe makes the OpenAPI document of the routes. Bodies are described from the very
// types that are written, so the document can't promise anything else.
func describe(routes []Route, version string) object {
	components := schemas{}
	components.add("Error", problemJSON{})
	paths := object{}
	for _, r := range routes {
		operations, _ := paths[r.Path].(object)
		if operations == nil {
			operations = object{}
			paths[r.Path] = operations
		}
		operations[strings.ToLower(r.Method)] = operation(r, components)
	}
	return object{
		"openapi": "3.1.0",
		"info": object{
			"title": "Safar collector", "version": version,
			"summary": "Events of an online shop in, metrics of its customer journey out.",
		},
		"externalDocs": object{"description": "JSON Schemas of the events by name.", "url": path.Base(eventSchemaPath)},
		"paths":        paths,
		"components": object{
			"schemas": components,
			"securitySchemes": object{
				"server_key":     object{"type": "http", "scheme": "bearer", "description": "sk_..., secret."},
				"browser_key":    object{"type": "apiKey", "in": "query", "name": "key", "description": "pk_..., public."},
				"browser_header": object{"type": "apiKey", "in": "header", "name": "X-Safar-Key", "description": "pk_..., public."},
				"read_token":     object{"type": "http", "scheme": "bearer", "description": "rt_..., secret."},
				"share_link":     object{"type": "http", "scheme": "bearer", "description": "sl_..., what follows #share= in a share link; tells sums of one site."},
				"session":        object{"type": "apiKey", "in": "cookie", "name": sessionCookie, "description": "Set by signing in."},
			},
		},
	}
}

func operation(r Route, components schemas) object {
	op := object{
		"operationId":  operationID(r),
		"summary":      r.Summary,
		"x-permission": string(r.Permission),
		"security":     security(r.Permission),
		"responses":    responses(r, components),
	}
	if len(r.Params) > 0 {
		params := make([]object, len(r.Params))
		for i, p := range r.Params {
			params[i] = parameter(p)
		}
		op["parameters"] = params
	}
	if r.Request != nil {
		content := object{"application/json": object{"schema": components.add("", r.Request)}}
		if r.Permission == account.Ingest {
			content["text/plain"] = object{"schema": object{"type": "string", "description": "The same JSON."}}
		}
		op["requestBody"] = object{"required": true, "content": content}
	}
	if len(r.Takes) > 0 {
		content := object{}
		for _, media := range r.Takes {
			content[media] = object{"schema": object{"type": "string"}}
		}
		op["requestBody"] = object{"required": true, "content": content}
	}
	return op
}

// operationID is the method and the words of the path's last part, with those of the part
// before where the last one is a parameter, and tells files from what is asked for numbers:
// getFunnel, getFunnelFile, getTJsFile, exportFunnelFile,
// putPersonasId.
func operationID(r Route) string {
	id := strings.ToLower(r.Method)
	if strings.Contains(r.Path, "/export/") {
		id = "export"
	}
	cut := strings.LastIndexByte(r.Path, '/')
	if strings.HasSuffix(r.Path, "}") {
		cut = strings.LastIndexByte(r.Path[:cut], '/')
	}
	last := r.Path[cut+1:]
	for _, word := range strings.FieldsFunc(last, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }) {
		id += strings.ToUpper(word[:1]) + word[1:]
	}
	if r.Media != "" && r.Response == nil {
		id += "File"
	}
	return id
}

func security(p account.Permission) []object {
	switch p {
	case account.Ingest:
		return []object{{"server_key": []string{}}, {"browser_key": []string{}}, {"browser_header": []string{}}}
	case account.Known, account.Sums:
		return []object{{"read_token": []string{}}, {"share_link": []string{}}, {"session": []string{}}}
	case account.Details:
		return []object{{"read_token": []string{}}, {"session": []string{}}}
	case account.Self, account.Write, account.Own:
		return []object{{"session": []string{}}}
	}
	return []object{}
}

func parameter(p Param) object {
	schema := object{"type": "string"}
	if len(p.Enum) > 0 {
		schema["enum"] = p.Enum
	}
	if p.Format != "" {
		schema["format"] = p.Format
	}
	if p.Repeated {
		schema = object{"type": "array", "items": schema}
	}
	out := object{"name": p.Name, "in": p.In, "description": p.Description, "schema": schema}
	if p.In == "path" {
		out["required"] = true
	}
	return out
}

// responses lists the success and every refusal, with the codes that a status may carry.
func responses(r Route, components schemas) object {
	out := object{}
	switch {
	case r.Media != "" && r.Response != nil:
		out["200"] = object{"description": "Done.", "content": object{r.Media: object{"schema": components.add("", r.Response)}}}
	case r.Media != "":
		content := object{}
		for media := range strings.SplitSeq(r.Media, ", ") {
			content[media] = object{}
		}
		out["200"] = object{"description": "Done.", "content": content}
	case r.Response != nil:
		status := http.StatusOK
		if r.Created {
			status = http.StatusCreated
		}
		out[strconv.Itoa(status)] = object{"description": "Done.", "content": object{
			"application/json": object{"schema": components.add("", r.Response)},
		}}
	default:
		out["204"] = object{"description": "Done."}
	}
	codes := append(slices.Clone(r.Codes), codeInternal)
	switch r.Permission {
	case account.Local:
		codes = append(codes, codeForbidden)
	case account.Self, account.Write, account.Own:
		codes = append(codes, codeUnauthorized, codeForbidden, codeForbiddenOrigin, codeRateLimited)
	case account.Ingest, account.Known, account.Sums, account.Details:
		codes = append(codes, codeUnauthorized, codeRateLimited)
	}
	byStatus := map[int][]string{}
	slices.Sort(codes)
	for _, code := range slices.Compact(codes) {
		status := statuses()[code]
		byStatus[status] = append(byStatus[status], code)
	}
	for _, status := range slices.Sorted(maps.Keys(byStatus)) {
		answer := object{
			"description": fmt.Sprintf("%s: %s.", http.StatusText(status), strings.Join(byStatus[status], ", ")),
			"content":     object{"application/json": object{"schema": object{"$ref": "#/components/schemas/Error"}}},
		}
		if status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable {
			answer["headers"] = object{"Retry-After": object{"description": "Seconds to wait.", "schema": object{"type": "integer"}}}
		}
		out[strconv.Itoa(status)] = answer
	}
	return out
}
