package mapping_test

import (
	"testing"

	"docket/mapping"
)

// TestLoad: whether goods fill a container or share one is read from wherever a form says it, and asked where it says
// both.
func TestLoad(t *testing.T) {
	t.Parallel()
	const form = "BILL OF LADING\nB/L No.,MAEU254817306\nShipper,Acme Works Co. Ltd.\nConsignee,Bluebonnet Imports LLC\nPort of loading,Ningbo\nPort of discharge,Los Angeles\n"
	cases := []struct{ line, want, asked string }{
		{"Service,FCL/FCL", "OCEAN_FCL", ""}, {"Service,CFS/CFS", "OCEAN_LCL", ""}, {"Service type,LCL cargo", "OCEAN_LCL", ""},
		{"Mode of transport,Ocean LCL", "OCEAN_LCL", ""}, {"Mode of transport,\"By sea, LCL\"", "OCEAN_LCL", ""}, {"Mode of transport,Sea freight", "OCEAN_FCL", ""},
		{"Incoterm,FOB Ningbo / LCL", "OCEAN_LCL", ""}, {"Vessel,EVER BRISK", "OCEAN_FCL", ""},
		{"Service,FCL/LCL", "OCEAN_FCL", "service_conflict"}, {"Service,not FCL", "OCEAN_FCL", "load_unread"}, {"Service,LCL\nMode of transport,Ocean FCL", "OCEAN_FCL", "stated_twice"},
		{"Remarks,nothing\nLeistung,LCL/LCL", "OCEAN_LCL", ""}, {"LCL GROUPAGE MANIFEST", "OCEAN_LCL", ""}, {"We ship FCL and LCL", "OCEAN_FCL", ""},
		{"These goods were handed to the forwarder as LCL cargo and were packed by him", "OCEAN_FCL", "load_unread"},
		{"Mode of transport,By air", "AIR", ""}, {"Mode of transport,Air and truck", "AIR", ""}, {"Mode of transport,Truck", "TRUCK_FTL", ""},
	}
	for _, c := range cases {
		document := convert(paper{"form.csv", []byte(form + c.line + "\n")}, mapping.Options{})
		if len(document.Filings) != 1 {
			t.Errorf("%q: %d filings", c.line, len(document.Filings))
			continue
		}
		filed := document.Filings[0]
		freight, _ := decoded(t, filed.Request).(map[string]any)["freight_details"].(map[string]any)
		asked := ""
		for _, p := range filed.Problems {
			if p.Question && p.Field == "/freight_details/mode_of_transport" {
				asked = p.Code
			}
		}
		if freight["mode_of_transport"] != c.want || asked != c.asked {
			t.Errorf("%q: %v, asked %q, want %s, %q", c.line, freight["mode_of_transport"], asked, c.want, c.asked)
		}
	}
}
