package filing

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReferenceAndBills(t *testing.T) {
	t.Parallel()
	isf := func(bills IsfBillNumbers) Request { return &IsfWorksheet{BillNumbers: bills} }
	order := func(freight FreightDetails) Request { return &CustomsOrder{FreightDetails: freight} }
	for _, test := range []struct {
		name      string
		request   Request
		reference string
		bills     []Bill
	}{
		{"regular", isf(&RegularBill{Number: "MAEU1"}), "MAEU1", []Bill{{Regular, "MAEU1"}}},
		{"one house", isf(&MasterHouseBills{Master: "MAEU1", Houses: []string{"EXFW2"}}), "EXFW2", []Bill{{Master, "MAEU1"}, {House, "EXFW2"}}},
		{"two houses", isf(&MasterHouseBills{Master: "MAEU1", Houses: []string{"EXFW2", "EXFW3"}}), "MAEU1", []Bill{{Master, "MAEU1"}, {House, "EXFW2"}, {House, "EXFW3"}}},
		{"none", isf(nil), "", nil},
		{"FCL", order(&OceanFCL{Ocean: Ocean{BillNumbers: OceanBillNumbers{Master: "MAEU1"}}}), "MAEU1", []Bill{{Master, "MAEU1"}}},
		{"LCL, houses alone", order(&OceanLCL{Ocean: Ocean{BillNumbers: OceanBillNumbers{Houses: []string{"A", "B"}}}}), "A", []Bill{{House, "A"}, {House, "B"}}},
		{"air", order(&Air{BillNumbers: AirBillNumbers{Master: "020-12345675", Houses: []string{"H1"}}}), "H1", []Bill{{Master, "020-12345675"}, {House, "H1"}}},
		{"truck", order(&TruckFTL{BillNumbers: TruckBillNumbers{Number: "T1"}}), "T1", []Bill{{Regular, "T1"}}},
		{"nothing", order(nil), "", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := test.request.Reference(); got != test.reference {
				t.Errorf("reference: got %q, want %q", got, test.reference)
			}
			if diff := cmp.Diff(test.bills, test.request.Bills()); diff != "" {
				t.Errorf("bills (-want +got):\n%s", diff)
			}
		})
	}
	if got := (Bill{Number: "ABCD - 123\t45-6 7"}).Compact(); got != "ABCD1234567" {
		t.Errorf("compact: got %s", got)
	}
}

func TestHash(t *testing.T) {
	t.Parallel()
	read := func(edit func(*CustomsOrder)) string {
		text, err := os.ReadFile(filepath.Join("testdata", "customs-order-request.example.json"))
		if err != nil {
			t.Fatal(err)
		}
		var order CustomsOrder
		if err := json.Unmarshal(text, &order); err != nil {
			t.Fatal(err)
		}
		edit(&order)
		hash, err := Hash(&order)
		if err != nil {
			t.Fatal(err)
		}
		return hash
	}
	plain := read(func(*CustomsOrder) {})
	// Ledgers keep hashes: a change of this one files everything again.
	if want := "5b27164aac1a4630256405346b3a34bb5eb7b51284122f6b500b762bc535ae22"; plain != want {
		t.Errorf("got %s, want %s", plain, want)
	}
	number := func(text string) Decimal {
		d, err := ParseDecimal(text)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for name, edit := range map[string]func(*CustomsOrder){
		"another request id":     func(o *CustomsOrder) { o.SetRequestID("00000000-0000-4000-8000-000000000000") },
		"no request id":          func(o *CustomsOrder) { o.SetRequestID("") },
		"a zero after the point": func(o *CustomsOrder) { o.CargoDetails.Weight.Value = number("8305.00") },
	} {
		if got := read(edit); got != plain {
			t.Errorf("%s: the hash differs", name)
		}
	}
	for name, edit := range map[string]func(*CustomsOrder){
		"another weight":    func(o *CustomsOrder) { o.CargoDetails.Weight.Value = number("8305.01") },
		"null":              func(o *CustomsOrder) { o.Services.BCO = Null[bool]() },
		"another webhook":   func(o *CustomsOrder) { o.RequestMetadata.WebhookID = "" },
		"an empty list":     func(o *CustomsOrder) { o.PurchaseOrderNumbers = []string{} },
		"another bill":      func(o *CustomsOrder) { o.FreightDetails.(*OceanFCL).BillNumbers.Master = "EXML7012345679" },
		"another reference": func(o *CustomsOrder) { o.RequestMetadata.SourceDocument.ExternalRef = "x" },
	} {
		if got := read(edit); got == plain {
			t.Errorf("%s: the hash is the same", name)
		}
	}
}

func TestHashOfAnISFWithoutRequestID(t *testing.T) {
	t.Parallel()
	one, other := &IsfWorksheet{}, &IsfWorksheet{}
	other.SetRequestID("00000000-0000-4000-8000-000000000000")
	if other.RequestID() == "" || one.RequestID() != "" {
		t.Fatalf("request ids: got %q and %q", one.RequestID(), other.RequestID())
	}
	a, errA := Hash(one)
	b, errB := Hash(other)
	if errA != nil || errB != nil || a != b {
		t.Errorf("got %s (%v) and %s (%v), want the same", a, errA, b, errB)
	}
}
