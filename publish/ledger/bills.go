package ledger

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"docket/mapping/filing"

	"github.com/nats-io/nats.go/jetstream"
)

// A standing is what the ledger knows of one bill: which filing it is of. It has an entry of its own in the bucket, so
// that a filing is found by any of its bills, and no two filings take one bill.
type standing struct {
	// Of is the key of the filing that has this as its lowest bill: a house bill, or a master or regular bill without
	// house bills.
	Of string `json:"of,omitempty"`
	// Under are keys of filings with house bills under this master bill, the first two: one is found by it, of several
	// none.
	Under []string `json:"under,omitempty"`

	revision uint64
}

// billsOf are the bills of a request, as the API compares them: a master-level number and house numbers.
func billsOf(r filing.Request) (master string, houses []string) {
	for _, bill := range r.Bills() {
		switch number := bill.Compact(); {
		case bill.Level != filing.House:
			master = number
		case !slices.Contains(houses, number):
			houses = append(houses, number)
		}
	}
	slices.Sort(houses)
	return master, houses
}

// Key is the key that a filing gets when none of its bills is known: its kind, the account that it is filed for, and
// its house bills if there are any, else the master or regular one. A filing keeps it when a correction changes its
// bills, so it has to be asked of Owner.
func Key(account string, r filing.Request) string {
	master, houses := billsOf(r)
	if len(houses) == 0 && master != "" {
		houses = []string{master}
	}
	parts := []string{string(r.Kind()), account}
	if by := carriage(r); by != ocean {
		parts = append(parts, by)
	}
	return strings.Join(append(parts, token(houses...)), ".")
}

const ocean = "ocean"

// carriage is what a filing's goods travel by: the API compares ocean with ocean, air with air, truck with truck.
func carriage(r filing.Request) string {
	order, is := r.(*filing.CustomsOrder)
	if !is || order.FreightDetails == nil {
		return ocean
	}
	switch order.FreightDetails.Mode() {
	case filing.ModeAir:
		return "air"
	case filing.ModeTruckFTL:
		return "truck"
	default:
		return ocean
	}
}

// token is bills as the part of a key: as they are if it is one in plain characters, else their sum.
func token(bills ...string) string {
	name := strings.ToUpper(strings.Join(bills, "+"))
	if len(bills) == 1 && plainKey.MatchString(name) {
		return name
	}
	sum := sha256.Sum256([]byte(name))
	return "=" + hex.EncodeToString(sum[:16])
}

var plainKey = regexp.MustCompile(`^[A-Z0-9]{1,64}$`)

// standingKey is the key of a bill's standing. What is a house bill here may be a master bill elsewhere.
func standingKey(account string, r filing.Request, level filing.Level, bill string) string {
	return fmt.Sprintf("bill.%s.%s.%s.%s.%s", r.Kind(), account, carriage(r), level, token(bill))
}

// Several says that the bills of a request are those of several filings, so that it is an amendment of none.
type Several struct {
	Keys []string
}

func (s *Several) Error() string {
	return fmt.Sprintf("its bills are those of %d filings", len(s.Keys))
}

// Owner is the key of the filing that a request is for: the one that has any of its bills, by what was filed before,
// or a new one. The API's rules would find less: a request with one house bill more than its order has matches nothing
// there, and would make a second order. The error is *Several if the bills are of different filings.
func (l *Ledger) Owner(ctx context.Context, account string, r filing.Request) (string, error) {
	master, houses := billsOf(r)
	var owners []string
	add := func(keys ...string) error {
		for _, key := range keys {
			if key == "" || slices.Contains(owners, key) {
				continue
			}
			entry, err := l.Get(ctx, key)
			if err != nil {
				return err
			}
			if entry != nil { // else its claim was given up
				owners = append(owners, key)
			}
		}
		return nil
	}
	for _, house := range houses {
		s, err := l.standing(ctx, standingKey(account, r, filing.House, house))
		if err := errors.Join(err, add(s.Of)); err != nil {
			return "", err
		}
	}
	if master != "" {
		s, err := l.standing(ctx, standingKey(account, r, filing.Master, master))
		if err := errors.Join(err, add(s.Of)); err != nil {
			return "", err
		}
		if len(houses) == 0 && len(owners) == 0 {
			if err := add(s.Under...); err != nil {
				return "", err
			}
		}
	}
	switch len(owners) {
	case 0:
		return Key(account, r), nil
	case 1:
		return owners[0], nil
	default:
		return "", &Several{Keys: owners}
	}
}

// Find are the keys of all filings that have a bill, as their lowest or as their master, or that the API knows by an
// id. They are sorted.
func (l *Ledger) Find(ctx context.Context, billOrID string) ([]string, error) {
	var keys []string
	add := func(standingKey string) error {
		s, err := l.standing(ctx, standingKey)
		for _, key := range append([]string{s.Of}, s.Under...) {
			if key != "" && !slices.Contains(keys, key) {
				keys = append(keys, key)
			}
		}
		return err
	}
	if err := add(idKey(billOrID)); err != nil {
		return nil, err
	}
	number := filing.Bill{Number: billOrID}.Compact()
	lister, err := l.kv.ListKeysFiltered(ctx, "bill.*.*.*.*."+token(number))
	if err != nil {
		return nil, fmt.Errorf("look for %s in the ledger: %w", billOrID, err)
	}
	defer func() { _ = lister.Stop() }()
	for key := range lister.Keys() {
		if err := add(key); err != nil {
			return nil, err
		}
	}
	slices.Sort(keys)
	return keys, nil
}

// idKey is the key under which a filing is found by the API's id of it.
func idKey(apiID string) string { return "id." + token(apiID) }

// known writes down the API's id of the claimed filing, by which it can be found.
func (h *Held) known(ctx context.Context, apiID string) error {
	s, err := h.ledger.standing(ctx, idKey(apiID))
	if err != nil || s.Of == h.key {
		return err
	}
	s.Of = h.key
	return h.ledger.writeStanding(ctx, idKey(apiID), s)
}

// Taken says that another filing has taken one of the bills since Owner was asked. The claim still stands, and has to
// be released.
var Taken = errors.New("another filing has taken one of its bills")

// Own writes down that the bills of a request are those of the claimed filing, before it is sent. An error is Taken if
// one of them has become another filing's since.
func (h *Held) Own(ctx context.Context, account string, r filing.Request) error {
	master, houses := billsOf(r)
	for _, house := range houses {
		if err := h.stand(ctx, standingKey(account, r, filing.House, house), true); err != nil {
			return err
		}
	}
	if master == "" {
		return nil
	}
	return h.stand(ctx, standingKey(account, r, filing.Master, master), len(houses) == 0)
}

// stand takes a bill for the claimed filing: as its lowest, or as the master of its house bills. A claim that made its
// entry writes also what seems to be right already: that may be left over from a claim that was given up, and somebody
// else may be taking it.
func (h *Held) stand(ctx context.Context, key string, lowest bool) error {
	for {
		s, err := h.ledger.standing(ctx, key)
		if err != nil {
			return err
		}
		others, err := h.ledger.live(ctx, append([]string{s.Of}, s.Under...), h.key)
		if err != nil {
			return err
		}
		if others != "" && (lowest || others == s.Of) {
			return Taken
		}
		next := s.with(h.key, lowest)
		if h.Entry.Before != "" && next.equal(s) {
			return nil
		}
		if err := h.ledger.writeStanding(ctx, key, next); !errors.Is(err, Lost) {
			return err
		}
	}
}

// live is the first of some keys, but for one's own, that has an entry.
func (l *Ledger) live(ctx context.Context, keys []string, own string) (string, error) {
	for _, key := range keys {
		if key == "" || key == own {
			continue
		}
		entry, err := l.Get(ctx, key)
		if err != nil {
			return "", err
		}
		if entry != nil {
			return key, nil
		}
	}
	return "", nil
}

// with is the standing after a filing took the bill.
func (s standing) with(key string, lowest bool) standing {
	next := standing{Of: s.Of, Under: slices.Clone(s.Under), revision: s.revision}
	switch {
	case lowest && !slices.Contains(s.Under, key):
		next.Of = key
	case lowest: // a correction dropped its house bills; the API keeps them
	default:
		next.Of = "" // its own, now that it has house bills, or left over from a claim that was given up
		if !slices.Contains(next.Under, key) && len(next.Under) < 2 {
			next.Under = append(next.Under, key)
		}
	}
	return next
}

func (s standing) equal(other standing) bool {
	return s.Of == other.Of && slices.Equal(s.Under, other.Under)
}

func (l *Ledger) standing(ctx context.Context, key string) (standing, error) {
	value, revision, err := l.read(ctx, key)
	if err != nil || value == nil {
		return standing{revision: revision}, err
	}
	var s standing
	if err := json.Unmarshal(value, &s); err != nil {
		return standing{}, fmt.Errorf("read ledger entry %s: %w", key, err)
	}
	s.revision = revision
	return s, nil
}

func (l *Ledger) writeStanding(ctx context.Context, key string, s standing) error {
	value, err := json.Marshal(s)
	if err != nil {
		return fmt.Errorf("write ledger entry %s: %w", key, err)
	}
	_, err = l.kv.Update(ctx, key, value, s.revision)
	return lostOr(err, key)
}

// overtaken says whether a write was refused because somebody else wrote first. A bucket with replicas has a code of its
// own for it.
func overtaken(err error) bool {
	var api *jetstream.APIError
	return errors.As(err, &api) &&
		(api.ErrorCode == jetstream.JSErrCodeStreamWrongLastSequence || api.ErrorCode == jetstream.JSErrCodeStreamWrongLastSequenceConstant)
}

// lostOr is Lost if somebody else wrote first.
func lostOr(err error, key string) error {
	switch {
	case err == nil:
		return nil
	case overtaken(err):
		return Lost
	default:
		return fmt.Errorf("write ledger entry %s: %w", key, err)
	}
}
