package sandbox_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"time"

	"docket/publish/sandbox"
)

// An order is sent, its answer gets lost, and it is sent again: there is one order, and in time it is created.
func Example() {
	api, err := sandbox.New(sandbox.Options{
		Now:    func() time.Time { return time.Date(2024, 1, 15, 12, 0, 0, 0, time.UTC) }, // the test owns the clock
		Faults: []sandbox.Fault{{Operation: "upsertCustomsOrder", Next: 1, Drop: true, After: true}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	server := httptest.NewServer(api)
	defer server.Close()

	for range 2 {
		request, _ := http.NewRequest(http.MethodPost, server.URL+"/customs_orders", strings.NewReader(`{
			"name": "Import EXML7012345678",
			"incoterm": "FOB",
			"freight_details": {"mode_of_transport": "OCEAN_FCL", "bill_numbers": {"master_bill_of_lading_number": "EXML7012345678"}},
			"request_metadata": {"source_document": {"type": "OCEAN_BILL_OF_LADING", "external_ref": "s3://inbox/bol.xlsx#EXML7012345678"}}
		}`))
		request.Header.Set("Authorization", "Bearer sandbox")
		request.Header.Set("Flexport-Version", "2023-07-01")
		request.Header.Set("Content-Type", "application/json")
		response, err := server.Client().Do(request)
		if err != nil {
			fmt.Println("no answer")
			continue
		}
		_, _ = io.Copy(io.Discard, response.Body)
		_ = response.Body.Close()
		fmt.Println(response.Status)
	}
	api.Advance(time.Minute)
	for _, order := range api.Orders() {
		fmt.Println(order.Status, order.ShipmentID, "made of", len(order.RequestIDs), "requests")
	}
	// Output:
	// no answer
	// 202 Accepted
	// CREATED 3000000 made of 2 requests
}
