package publish_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"docket/mapping"
	"docket/mapping/filing"
	"docket/mapping/sheet"
	"docket/publish"
	"docket/testdata/samples"
)

// sample is the first filing of a sample, as docket reads it.
func sample(t *testing.T, name string) mapping.Filing {
	t.Helper()
	data, err := samples.Files.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	document, err := mapping.Convert(name, data, sheet.Limits{}, mapping.Options{Source: "s3://inbox/" + name})
	if err != nil {
		t.Fatal(err)
	}
	return document.Filings[0]
}

func importerOf(w *filing.IsfWorksheet) *filing.Importer {
	for _, entity := range w.Entities {
		if importer, ok := entity.(*filing.Importer); ok {
			return importer
		}
	}
	return nil
}

// TestWhatTheAPIRefuses breaks what docket read of a sample, sends it unchecked, and looks where the API's words end up:
// at once, and again when the ledger tells them.
func TestWhatTheAPIRefuses(t *testing.T) {
	t.Parallel()
	d := open(t)
	const isf, order = "01-isf-form.xlsx", "05-bol-form.xlsx"
	const freight, route filing.Pointer = "/shipment_information/ocean_freight_details", "/freight_details/route"
	onISF := func(change func(*filing.IsfWorksheet)) func(filing.Request) {
		return func(r filing.Request) { change(r.(*filing.IsfWorksheet)) }
	}
	onOrder := func(change func(*filing.CustomsOrder)) func(filing.Request) {
		return func(r filing.Request) { change(r.(*filing.CustomsOrder)) }
	}
	for i, test := range []struct {
		name   string
		file   string
		change func(filing.Request)
		at     []filing.Pointer // fields, in the order of the API's words
		says   string           // how the first is called
	}{
		{"a container", isf, onISF(func(w *filing.IsfWorksheet) {
			w.ShipmentInformation.OceanFreightDetails.Containers[0].ContainerNumber = "TGHU44"
		}), []filing.Pointer{freight + "/containers/0/container_number"}, "the container number"},
		{"a master bill", isf, onISF(func(w *filing.IsfWorksheet) { w.BillNumbers.(*filing.MasterHouseBills).Master = "254817306" }), []filing.Pointer{"/bill_numbers/master_bill_of_lading_number"}, "the master bill number"},
		{"a SCAC", isf, onISF(func(w *filing.IsfWorksheet) { w.ShipmentInformation.OceanFreightDetails.SCAC = "MAERSK" }), []filing.Pointer{freight + "/scac"}, "the carrier code (SCAC)"},
		{"a country", isf, onISF(func(w *filing.IsfWorksheet) { importerOf(w).AddressDetails.CountryCode = "USA" }), []filing.Pointer{"/entities/0/address_details/country_code"}, "the country of the importer of record"},
		{"a port", isf, onISF(func(w *filing.IsfWorksheet) {
			w.ShipmentInformation.OceanFreightDetails.PortOfLoading.UNLOCODE = "YANTIAN"
		}), []filing.Pointer{freight + "/port_of_loading/un_lo_code"}, "the code (UN/LOCODE) of the port of loading"},
		{"a number", isf, onISF(func(w *filing.IsfWorksheet) { importerOf(w).EntityIdentifier = &filing.EIN{Number: "12-34"} }), []filing.Pointer{"/entities/0/entity_identifier/employer_identification_number"}, "the employer identification number (EIN) of the importer of record"},
		{"two at once", isf, onISF(func(w *filing.IsfWorksheet) {
			w.ShipmentInformation.OceanFreightDetails.SCAC = "M1"
			importerOf(w).Name = ""
		}), []filing.Pointer{"/entities/0/name", freight + "/scac"}, "the name of the importer of record"},
		{"an order's container", order, onOrder(func(o *filing.CustomsOrder) {
			o.FreightDetails.(*filing.OceanFCL).Containers[0].ContainerNumber = "OOLU1"
		}), []filing.Pointer{"/freight_details/containers/0/container_number"}, "the container number"},
		{"an order's port", order, onOrder(func(o *filing.CustomsOrder) {
			o.FreightDetails.(*filing.OceanFCL).Route.PortOfUnloading.UNLOCODE = "SEATTLE"
		}), []filing.Pointer{route + "/port_of_unloading/un_lo_code"}, "the code (UN/LOCODE) of the port of unloading"},
		{"no incoterm", order, onOrder(func(o *filing.CustomsOrder) { o.Incoterm = "" }), []filing.Pointer{"/incoterm"}, "the delivery term (incoterm)"},
		{"an incoterm", order, onOrder(func(o *filing.CustomsOrder) { o.Incoterm = "FBO" }), []filing.Pointer{"/incoterm"}, "the delivery term (incoterm)"},
		{"a party's kind", order, onOrder(func(o *filing.CustomsOrder) { o.InvolvedParties[0].Type = "SENDER" }), []filing.Pointer{"/involved_parties/0/type"}, "the kind of the party"},
		{"a weight", order, onOrder(func(o *filing.CustomsOrder) { o.CargoDetails.Weight.Unit = "STONES" }), []filing.Pointer{"/cargo_details/weight/unit"}, "the unit of the gross weight"},
		{"a currency", order, onOrder(func(o *filing.CustomsOrder) {
			o.CustomsDetails = &filing.CustomsDetails{EstimatedTotalCommercialInvoiceValue: []filing.Money{{Amount: "1.00", CurrencyCode: "US$"}}}
		}), []filing.Pointer{"/customs_details/estimated_total_commercial_invoice_value/0/currency_code"}, "the currency of the invoice value"},
	} {
		f := sample(t, test.file)
		test.change(f.Request)
		submission := publish.Submission{Request: f.Request, Source: from("s3://inbox/"+test.file, fmt.Sprint("v", i))}
		for _, time := range []string{"at once", "as the ledger has it"} {
			receipt, err := d.Submit(t.Context(), submission)
			if err != nil {
				t.Errorf("%s: %v", test.name, err)
				continue
			}
			problems := receipt.Problems(f)
			var at []filing.Pointer
			for i, p := range problems {
				at = append(at, p.Field)
				if len(p.Cells) == 0 && test.name != "a currency" { // of which the sheet has none
					t.Errorf("%s %s: no cell: %+v", test.name, time, p)
				}
				if i == 0 && !strings.HasPrefix(p.Message, "The customs API refused "+test.says+": “") {
					t.Errorf("%s %s: it says %s, want %s", test.name, time, p.Message, test.says)
				}
			}
			if receipt.Outcome != publish.Rejected || !slices.Equal(at, test.at) {
				t.Errorf("%s %s: %s at %q, want %q: %s", test.name, time, receipt.Outcome, at, test.at, receipt.Message)
			}
		}
	}
}
