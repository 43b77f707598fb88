package page

import (
	"context"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"strings"

	"docket/mapping"
	"docket/publish"
	"docket/publish/review"
)

func (s *site) look(w http.ResponseWriter, r *http.Request, csrf string) {
	s.showCase(w, r, http.StatusOK, csrf, r.FormValue("name"), "")
}

// showCase shows a case, or what waits if it is not there any more.
func (s *site) showCase(w http.ResponseWriter, r *http.Request, status int, csrf, name, told string) {
	v, err := s.view(r.Context(), name)
	var gone *review.Gone
	var misnamed *review.Misnamed
	switch {
	case errors.As(err, &gone), errors.As(err, &misnamed):
		s.showList(w, r, max(status, http.StatusNotFound), csrf, strings.TrimSpace(told+" "+mapping.Sentence(err.Error())))
		return
	case err != nil:
		s.unreachable(w, csrf, err)
		return
	}
	shown := sight{request: v.Request, cells: v.Cells, problems: v.Problems}
	shown.book, shown.NoSheet = s.workbook(r.Context(), v.Document)
	if err := shown.draw(); err != nil {
		s.unreachable(w, csrf, err)
		return
	}
	_, known := s.Recent.Document(v.Document.ID)
	s.show(w, status, "case", map[string]any{"CSRF": csrf, "View": v, "Sight": &shown, "Would": would(v), "Told": told, "Known": known})
}

func (s *site) view(ctx context.Context, name string) (review.View, error) {
	c, err := s.Desk.Find(ctx, name)
	if err != nil {
		return review.View{}, err
	}
	return review.ViewOf(c)
}

// would is what approving does, as far as that can be told.
func would(v review.View) string {
	switch {
	case v.Code == review.CodeISFNotFiled:
		return "wait for its ISF to be filed"
	case v.Code != "" && !publish.Approvable(v.Code):
		return "not send it as it is; see the problems"
	case v.Over != "":
		return fmt.Sprintf("%s what was filed before, in %d fields", v.Effect, len(v.Changes)+v.More)
	default:
		return string(v.Effect) + " it"
	}
}

func (s *site) download(w http.ResponseWriter, r *http.Request, csrf string) {
	v, err := s.view(r.Context(), r.FormValue("name"))
	if err != nil {
		s.trouble(w, http.StatusNotFound, csrf, mapping.Sentence(err.Error()))
		return
	}
	attach(w, string(v.Kind)+"-"+v.Reference+".json", "application/json", v.Request)
}

// attach answers with a file to be kept.
func attach(w http.ResponseWriter, name, kind string, body []byte) {
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	_, _ = w.Write(body)
}

func (s *site) decide(w http.ResponseWriter, r *http.Request, csrf string) {
	ref, err := review.ParseRef(r.PostFormValue("name"))
	verb, by := review.Verb(r.PostFormValue("verb")), strings.TrimSpace(r.PostFormValue("by"))
	switch {
	case err != nil, verb != review.Approve && verb != review.Reject:
		s.trouble(w, http.StatusBadRequest, csrf, "The form names no filing or no decision; nothing was done.")
		return
	case by == "":
		s.showCase(w, r, http.StatusBadRequest, csrf, ref.String(), "Say who decides; nothing was done.")
		return
	}
	ruling, err := s.Desk.Decide(r.Context(), ref, verb, by, r.PostFormValue("note"))
	switch {
	case err != nil:
		s.showCase(w, r, http.StatusConflict, csrf, ref.Key, mapping.Sentence(err.Error()))
	case ruling.Outcome == publish.Held:
		s.showCase(w, r, http.StatusConflict, csrf, ref.Key, "It was not filed: "+ruling.Message+" Look at it again.")
	case ruling.Pending:
		s.showList(w, r, http.StatusAccepted, csrf, ruling.Message+" "+ruling.Hint)
	default:
		s.showList(w, r, http.StatusOK, csrf, strings.Join(strings.Fields(fmt.Sprintf("%s: %s %s %s", ref.Key, ruling.Outcome, ruling.APIID, ruling.Message)), " "))
	}
}
