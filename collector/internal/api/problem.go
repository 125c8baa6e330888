package api

import (
	"context"
	"errors"
	"net/http"
	"unicode"
	"unicode/utf8"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/ingest"
	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/notebook"
	"github.com/safar-cx/safar/collector/internal/store"
)

// The codes of answers that refuse a request as a whole, beyond those of ingest and metric.
const (
	codeUnauthorized     = "unauthorized"
	codeForbiddenOrigin  = "forbidden_origin"
	codeForbidden        = "forbidden"
	codeNotFound         = "not_found"
	codeMethodNotAllowed = "method_not_allowed"
	codeRateLimited      = "rate_limited"
	codeInternal         = "internal"

	codeInvalidEmail     = "invalid_email"
	codeWeakPassword     = "weak_password"
	codeWrongCredentials = "wrong_credentials"
	codeInvalidToken     = "invalid_token"
	codeOtherAddress     = "other_address"
	codeLastOwner        = "last_owner"
	codeInvalidField     = notebook.InvalidField
	codeAlreadySetUp     = "already_set_up"
	codeInsecure         = "insecure_connection"
	codeCodeNeeded       = "code_needed"
	codeFactorOn         = "second_factor_on"
	codeNoFactor         = "no_second_factor"
)

// statuses is the one map from a code to the status of the answer.
func statuses() map[string]int {
	return map[string]int{
		string(ingest.BadJSON):              http.StatusBadRequest,
		string(ingest.BadRequest):           http.StatusBadRequest,
		metric.UnknownMetric:                http.StatusBadRequest,
		metric.InvalidDimension:             http.StatusBadRequest,
		metric.InvalidRange:                 http.StatusBadRequest,
		metric.InvalidInterval:              http.StatusBadRequest,
		notebook.InvalidField:               http.StatusBadRequest,
		notebook.TooLong:                    http.StatusBadRequest,
		notebook.TooMany:                    http.StatusConflict,
		notebook.Exists:                     http.StatusConflict,
		codeInvalidEmail:                    http.StatusBadRequest,
		codeWeakPassword:                    http.StatusBadRequest,
		codeUnauthorized:                    http.StatusUnauthorized,
		codeWrongCredentials:                http.StatusUnauthorized,
		codeCodeNeeded:                      http.StatusUnauthorized,
		codeInsecure:                        http.StatusForbidden,
		codeFactorOn:                        http.StatusConflict,
		codeNoFactor:                        http.StatusConflict,
		codeForbiddenOrigin:                 http.StatusForbidden,
		codeForbidden:                       http.StatusForbidden,
		codeInvalidToken:                    http.StatusForbidden,
		codeOtherAddress:                    http.StatusForbidden,
		codeLastOwner:                       http.StatusConflict,
		codeNotFound:                        http.StatusNotFound,
		codeMethodNotAllowed:                http.StatusMethodNotAllowed,
		codeAlreadySetUp:                    http.StatusConflict,
		string(ingest.TooLarge):             http.StatusRequestEntityTooLarge,
		string(ingest.UnsupportedMediaType): http.StatusUnsupportedMediaType,
		codeRateLimited:                     http.StatusTooManyRequests,
		codeInternal:                        http.StatusInternalServerError,
		string(ingest.Unavailable):          http.StatusServiceUnavailable,
	}
}

// The seconds after which a sender should try again; see limitedError for who came too often.
const (
	retryUnavailable = "5"
	retryBusy        = "1" // what is too much passes sooner than a full disk
)

// problem is a refusal that has its words already.
type problem struct {
	code, message, hint string
}

func (p *problem) Error() string { return p.code + ": " + p.message }

// problemOf words an error. What is no fault of the sender becomes unavailable, when trying
// again may help, or internal; the second result tells whether to log it.
func problemOf(err error) (p *problem, ours bool) {
	var refused *ingest.Error
	var asked *metric.RequestError
	var entered *account.SpecError
	var written *notebook.EntryError
	var busy *store.BusyError
	switch {
	case errors.As(err, &p):
		return p, false
	case errors.As(err, &refused):
		return &problem{string(refused.Code), refused.Message, refused.Hint}, refused.Code == ingest.Unavailable && !errors.As(err, &busy)
	case errors.As(err, &asked):
		return &problem{asked.Code, asked.Error(), asked.Hint}, false
	case errors.As(err, &written):
		return &problem{written.Code, written.Field + ": " + written.Message + ".", sentence(written.Hint)}, false
	case errors.As(err, &entered):
		return problemOfEntry(entered), false
	case errors.Is(err, account.ErrWrongCredentials):
		return &problem{codeWrongCredentials, "What was sent does not belong to a user: address, password or code.",
			"Whoever runs the collector can make a link to sign in: safar user link EMAIL."}, false
	case errors.Is(err, account.ErrCodeNeeded):
		return &problem{codeCodeNeeded, "A code is needed as well.", "Send it with the rest as code: six digits from the phone, or a recovery code."}, false
	case errors.Is(err, account.ErrFactorOn):
		return &problem{codeFactorOn, "Codes are asked for already.", "Turn them off first."}, false
	case errors.Is(err, account.ErrNoFactor):
		return &problem{codeNoFactor, "There is no second factor, or none that waits for its first code.", "Begin with POST /api/v1/account/second-factor."}, false
	case errors.Is(err, account.ErrInvalidLink):
		return &problem{codeInvalidToken, "This link was used, has expired, or is not complete.",
			"Whoever runs the collector can make another: safar user link."}, false
	case errors.Is(err, account.ErrOtherAddress):
		return &problem{codeOtherAddress, "This link was made for another e-mail address.", "Type the address that you were invited with."}, false
	case errors.Is(err, account.ErrNotYours):
		return &problem{codeForbidden, "You may not do this: it reaches beyond what you own.", "An owner of every site can."}, false
	case errors.Is(err, store.ErrLastOwner):
		return &problem{codeLastOwner, "Nobody would be left who owns every site.", "Make somebody else an owner of every site first."}, false
	case errors.Is(err, account.ErrSetUp):
		return &problem{codeAlreadySetUp, "There is an owner already.", "Sign in, or have a link made to sign in: safar user link EMAIL."}, false
	case errors.As(err, &busy): // it is counted, and a line for each would make it worse
		return &problem{string(ingest.Unavailable), "More comes in than can be taken.", "Nothing was taken; send it again later."}, false
	case errors.Is(err, store.ErrUnavailable), errors.Is(err, context.DeadlineExceeded):
		return unavailable(), true
	case errors.Is(err, context.Canceled): // by the client, who is gone
		return unavailable(), false
	}
	return &problem{codeInternal, "Something went wrong on our side.", "The collector's log says what."}, true
}

// problemOfEntry words what is wrong with what a person typed.
func problemOfEntry(e *account.SpecError) *problem {
	switch e.Field {
	case account.FieldEmail:
		return &problem{codeInvalidEmail, sentence(e.Message), sentence(e.Hint)}
	case account.FieldPassword:
		return &problem{codeWeakPassword, sentence(e.Message), sentence(e.Hint)}
	}
	return &problem{codeInvalidField, e.Field + ": " + e.Message + ".", sentence(e.Hint)}
}

// sentence makes a part of one a whole one.
func sentence(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:] + "."
}

func unavailable() *problem {
	return &problem{string(ingest.Unavailable), "The collector can't serve this at the moment.", "Nothing was taken; send it again later."}
}

func badParameter(name, message, hint string) *problem {
	return &problem{metric.BadRequest, name + ": " + message, hint}
}

// problemJSON is the body of every answer that is no success.
type problemJSON struct {
	Error struct {
		Code    string `json:"code" doc:"What is wrong, in one word that stays."`
		Message string `json:"message" doc:"What is wrong, for a person."`
		Hint    string `json:"hint" doc:"What to do about it; may be empty."`
	} `json:"error"`
}

// replyTo renders a problem.
func replyTo(p *problem) reply {
	var body problemJSON
	body.Error.Code, body.Error.Message, body.Error.Hint = p.code, p.message, p.hint
	status, known := statuses()[p.code]
	if !known {
		status = http.StatusInternalServerError
	}
	r := reply{status: status, body: body, header: http.Header{}}
	switch status {
	case http.StatusUnauthorized:
		r.header.Set("WWW-Authenticate", "Bearer")
	case http.StatusServiceUnavailable:
		r.header.Set("Retry-After", retryUnavailable)
	}
	return r
}
