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
		{"House waybill no.,IBKQ26120775\nOcean vessel,EVER BRISK", "OCEAN_FCL", ""}, {"House waybill no.,IBKQ26120775\nFlight,NH0106", "AIR", ""},
		{"HAWB,IBKQ26120775\nVessel,EVER BRISK", "AIR", ""}, // it calls itself one by air
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

// TestSharedContainer: house bills for several consignees that name the same container share it; those for one consignee
// may fill it.
func TestSharedContainer(t *testing.T) {
	t.Parallel()
	const head = "CARGO MANIFEST\nMaster B/L,EGLV081600274419\nContainer,EMCU8804511\nPOL,Surabaya\nPOD,Los Angeles\n\n"
	cases := []struct{ name, rows, want string }{
		{"in the head, two consignees", "HBL,Shipper,Consignee,Pkgs,Weight kg\nMSQX26121,Acme Works,Oak Imports Inc.,188 CTNS,2256\nMSQX26122,Bell Works,Elm Imports LLC,14 PLTS,6930\n", "OCEAN_LCL"},
		{"in the head, one consignee", "HBL,Shipper,Consignee,Pkgs,Weight kg\nMSQX26121,Acme Works,Oak Imports Inc.,188 CTNS,2256\nMSQX26122,Bell Works,Oak Imports Inc.,14 PLTS,6930\n", "OCEAN_FCL"},
		{"stated otherwise", "HBL,Shipper,Consignee,Pkgs,Weight kg,Service\nMSQX26121,Acme Works,Oak Imports Inc.,188 CTNS,2256,FCL\nMSQX26122,Bell Works,Elm Imports LLC,14 PLTS,6930,FCL\n", "OCEAN_FCL"},
		{"in blocks of rows", "House B/L,MSQX26121,Packages,188 CTNS\nShipper,Acme Works,Weight,2256 kg\nConsignee,Oak Imports Inc.,Marks,OAK\n\nHouse B/L,MSQX26122,Packages,14 PLTS\nShipper,Bell Works,Weight,6930 kg\nConsignee,Elm Imports LLC,Marks,ELM\n", "OCEAN_LCL"},
	}
	for _, c := range cases {
		document := convert(paper{"manifest.csv", []byte(head + c.rows)}, mapping.Options{})
		if len(document.Filings) != 2 {
			t.Errorf("%s: %d filings", c.name, len(document.Filings))
		}
		for _, filed := range document.Filings {
			freight, _ := decoded(t, filed.Request).(map[string]any)["freight_details"].(map[string]any)
			if freight["mode_of_transport"] != c.want {
				t.Errorf("%s: %v, want %s", c.name, freight["mode_of_transport"], c.want)
			}
		}
	}
}
