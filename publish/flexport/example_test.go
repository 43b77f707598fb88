package flexport_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"

	"docket/mapping/filing"
	"docket/publish/flexport"
)

// api stands in for the real one.
func api(status int, body string) *httptest.Server {
	return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}))
}

func connect(server *httptest.Server) *flexport.Client {
	client, err := flexport.New(flexport.Config{BaseURL: server.URL, Token: flexport.NewSecret("sandbox")})
	if err != nil {
		log.Fatal(err)
	}
	return client
}

func ExampleClient_UpsertISF() {
	server := api(http.StatusOK, `{"data": {"id": "a65f2d6e-3b1b-44fd-86b5-a9b7d83a7327"}}`)
	defer server.Close()
	client := connect(server)
	defer client.Close()

	id, err := client.UpsertISF(context.Background(), &filing.IsfWorksheet{
		BillNumbers: &filing.RegularBill{Number: "EXML7012345678"},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(filing.InboundISF(id))
	// Output: flx::customs:inbound-isf:a65f2d6e-3b1b-44fd-86b5-a9b7d83a7327
}

// What to do after a filing that did not succeed.
func ExampleError() {
	server := api(http.StatusBadRequest, `{
		"_object": "/api/error", "status": 400, "code": "invalid_request",
		"message": "freight_details.bill_numbers: at least one bill number is required"
	}`)
	defer server.Close()
	client := connect(server)
	defer client.Close()

	_, err := client.UpsertOrder(context.Background(), &filing.CustomsOrder{FreightDetails: &filing.OceanFCL{}})
	var refused *flexport.Error
	switch {
	case errors.Is(err, flexport.UnknownOutcome):
		fmt.Println("read back before sending again")
	case errors.Is(err, flexport.Unavailable), errors.Is(err, flexport.Limited), errors.Is(err, flexport.Interrupted):
		fmt.Println("send again later")
	case errors.As(err, &refused):
		fmt.Println(err)
		fmt.Println(refused.Hint)
		for _, fault := range refused.Faults {
			fmt.Println(fault.Pointer, fault.Message)
		}
	}
	// Output:
	// send the customs order: the API refused the request (400 invalid_request) at /freight_details/bill_numbers
	// Correct what the API names and send the filing again.
	// /freight_details/bill_numbers at least one bill number is required
}

func ExampleClient_Entries() {
	server := api(http.StatusOK, `{"data": {"next": null, "data": [
		{"id": "MpG7GULQbuvaVHKeQ-pvEg", "entry_number": "283989829", "release_status": null, "shipment": {"id": 23481}},
		{"id": "cAtxIaOUxurK4NBG2mgBKA", "entry_number": "CHQ-49813874", "release_status": "cleared", "shipment": {"id": 23481}}
	]}}`)
	defer server.Close()
	client := connect(server)
	defer client.Close()

	for entry, err := range client.Entries(context.Background(), flexport.EntryFilter{ShipmentID: 23481}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(entry.EntryNumber, entry.Released())
	}
	// Output:
	// 283989829 false
	// CHQ-49813874 true
}
