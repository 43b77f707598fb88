package page

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	cookieName = "docket-review"
	sessionFor = 12 * time.Hour
)

// sign is a text that only who knows the token can make.
func (s *site) sign(purpose, text string) string {
	mac := hmac.New(sha256.New, []byte(s.Token))
	fmt.Fprintf(mac, "%s\x00%s", purpose, text)
	return hex.EncodeToString(mac.Sum(nil))
}

func (s *site) login(w http.ResponseWriter, r *http.Request) {
	if !s.logins.Allow() {
		s.show(w, http.StatusTooManyRequests, "login", map[string]string{"Wrong": "Too many tries; wait a moment."})
		return
	}
	given, wanted := sha256.Sum256([]byte(r.PostFormValue("token"))), sha256.Sum256([]byte(s.Token))
	if subtle.ConstantTimeCompare(given[:], wanted[:]) != 1 {
		s.Log.Warn("somebody tried to sign in to the review page with a wrong token")
		s.show(w, http.StatusUnauthorized, "login", map[string]string{"Wrong": "That is not the token."})
		return
	}
	until := strconv.FormatInt(s.now().Add(sessionFor).Unix(), 10)
	s.setCookie(w, r, until+"."+s.sign("session", until), int(sessionFor/time.Second))
	http.Redirect(w, r, "/review/", http.StatusSeeOther)
}

func (s *site) setCookie(w http.ResponseWriter, r *http.Request, value string, age int) {
	http.SetCookie(w, &http.Cookie{
		Name: cookieName, Value: value, Path: "/review/", MaxAge: age, HttpOnly: true, SameSite: http.SameSiteStrictMode,
		Secure: r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https",
	})
}

func (s *site) logout(w http.ResponseWriter, r *http.Request, _ string) {
	s.setCookie(w, r, "", -1)
	http.Redirect(w, r, "/review/login", http.StatusSeeOther)
}

// inside lets only people who have signed in through, and changes only from the session's own pages. What it wraps is
// given the session's mark for forms.
func (s *site) inside(next func(w http.ResponseWriter, r *http.Request, csrf string)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		cookie, err := r.Cookie(cookieName)
		if err != nil || !s.valid(cookie.Value) {
			if r.Method == http.MethodPost {
				s.show(w, http.StatusUnauthorized, "login", map[string]string{"Wrong": "Sign in first; nothing was done."})
				return
			}
			http.Redirect(w, r, "/review/login", http.StatusSeeOther)
			return
		}
		csrf := s.sign("form", cookie.Value)
		if r.Method == http.MethodPost && subtle.ConstantTimeCompare([]byte(r.PostFormValue("csrf")), []byte(csrf)) != 1 {
			s.trouble(w, http.StatusForbidden, csrf, "This form is not from this session; nothing was done. Go back to the desk and try again.")
			return
		}
		next(w, r, csrf)
	}
}

func (s *site) valid(session string) bool {
	until, signature, _ := strings.Cut(session, ".")
	end, err := strconv.ParseInt(until, 10, 64)
	return err == nil && subtle.ConstantTimeCompare([]byte(signature), []byte(s.sign("session", until))) == 1 && s.now().Unix() < end
}
