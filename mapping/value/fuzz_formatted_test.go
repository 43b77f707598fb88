package value_test

import (
	"slices"
	"strings"
	"testing"

	"docket/mapping/value"
)

// The law of this file: what a parser reads, written in the form that docket writes, reads as the same again.

// readsBack holds a parser to the law for one text.
func readsBack[T any](t *testing.T, text string, parse func(string) (T, []value.Remark, error), form func(T) string, same func(a, b T) bool) {
	t.Helper()
	first, _, err := parse(text)
	if err != nil {
		return
	}
	again, _, err := parse(form(first))
	if err != nil || !same(first, again) {
		t.Errorf("%q is %+v, which is written %q and reads as %+v %v", text, first, form(first), again, err)
	}
}

func seeded(f *testing.F, more ...string) {
	for _, seed := range append(more, seeds...) {
		f.Add(seed)
	}
}

func FuzzWeight(f *testing.F) {
	seeded(f, "18.5 MT", "18500 K", "160 OZ")
	f.Fuzz(func(t *testing.T, text string) {
		readsBack(t, text, func(s string) (value.Weight, []value.Remark, error) {
			return value.ParseWeight(s, value.WeightEvidence{Style: value.DecimalPoint})
		}, value.Weight.String, func(a, b value.Weight) bool { return a.Unit == b.Unit && a.Value.Equal(b.Value) })
	})
}

func FuzzVolume(f *testing.F) {
	seeded(f, "61.8 cu.m", "2,180 CFT", "5000 ltr")
	f.Fuzz(func(t *testing.T, text string) {
		readsBack(t, text, func(s string) (value.Volume, []value.Remark, error) {
			return value.ParseVolume(s, value.VolumeEvidence{Style: value.DecimalPoint})
		}, value.Volume.String, func(a, b value.Volume) bool { return a.Unit == b.Unit && a.Value.Equal(b.Value) })
	})
}

func FuzzCount(f *testing.F) {
	seeded(f, "10 PLTS (240 CTNS)", "SAY: FOUR HUNDRED CARTONS ONLY", "15 PALLETS @ 24 CTNS")
	f.Fuzz(func(t *testing.T, text string) {
		readsBack(t, text, func(s string) (value.Count, []value.Remark, error) {
			return value.ParseCount(s, value.CountEvidence{Style: value.DecimalPoint})
		}, func(c value.Count) string { c.Inner = nil; return c.String() }, func(a, b value.Count) bool { return a.Value == b.Value && a.Unit == b.Unit })
	})
}

func FuzzIdentifier(f *testing.F) {
	seeded(f, "IRS# 12-3456789", "W123 (FIRMS)", "CBP Assigned 202612-12345", "SSN 900-12-3456")
	f.Fuzz(func(t *testing.T, text string) {
		first, _, err := value.ParseIdentifier(text, value.AnyIdentifier)
		if err != nil || first.Kind == value.Passport {
			return
		}
		again, _, err := value.ParseIdentifier(first.Number, first.Kind)
		if err != nil || again != first {
			t.Errorf("%q is %v, whose number reads as %v %v", text, first, again, err)
		}
	})
}

func FuzzContainers(f *testing.F) {
	seeded(f, "ABCU1234560 / SEAL 123456 / 40HC")
	f.Fuzz(func(t *testing.T, text string) {
		containers, _, err := value.ParseContainers(text)
		if err != nil {
			return
		}
		seen := map[string]bool{}
		for _, one := range containers {
			number, _, err := value.ParseContainerNumber(one.Number)
			if err != nil || number != one.Number || seen[number] {
				t.Errorf("%q has the container %+v, whose number reads as %q %v", text, one, number, err)
			}
			seen[number] = true
		}
	})
}

func FuzzPort(f *testing.F) {
	seeded(f, "Ningbo, China", "PORTLAND", "LOS ANGELES, CA (2704)")
	f.Fuzz(func(t *testing.T, text string) {
		port, remarks, err := value.ParsePort(text, value.PortEvidence{})
		unknown := slices.ContainsFunc(remarks, func(r value.Remark) bool { return r.Code == "port_code_unknown" })
		if err != nil || port.LOCODE == "" || unknown {
			return
		}
		again, _, err := value.ParsePort(port.LOCODE, value.PortEvidence{})
		if err != nil || again.LOCODE != port.LOCODE || again.Country != port.Country {
			t.Errorf("%q is %+v, whose code reads as %+v %v", text, port, again, err)
		}
	})
}

func FuzzShipmentType(f *testing.F) {
	seeded(f, "household goods", "03", "to order")
	f.Fuzz(func(t *testing.T, text string) {
		readsBack(t, text, value.ParseShipmentType, func(s string) string { return s }, func(a, b string) bool { return a == b })
	})
}

// FuzzParty holds that what a text says once stands once in what is read of it: no number or telephone of a party is left
// in its name or address too.
func FuzzParty(f *testing.F) {
	seeded(f, "000000000   贸易有,浙江省宁00000", "Acme (EIN 12-3456789)\n1 Main St\nPortland, OR 97201", "KILIM\nMID: TRKILTRA5MER\n33100 Mersin, Turkey")
	f.Fuzz(func(t *testing.T, text string) {
		party, _, err := value.ParseParty(text, value.PartyEvidence{})
		if err != nil {
			return
		}
		details := []string{party.Contact.Phone, party.Contact.Fax, party.Contact.Email}
		for _, registration := range party.Registrations {
			details = append(details, registration.Number)
		}
		kept := party.Name + "\n" + shown(party.Address)
		for _, detail := range details {
			if len(detail) > 5 && strings.Contains(kept, detail) && strings.Count(text, detail) == 1 {
				t.Errorf("%q: %q is a detail, and in %q too", text, detail, kept)
			}
		}
		if c := party.Address.Confidence; c < 0 || c > 1 {
			t.Errorf("%q is read with a confidence of %v", text, c)
		}
	})
}
