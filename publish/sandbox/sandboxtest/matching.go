// Package sandboxtest has the API's order-matching rules as cases that read like a spec (matching.yaml), to be run
// against the sandbox with raw JSON and through any client.
package sandboxtest

import (
	"cmp"
	_ "embed"
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/goccy/go-yaml"
)

//go:embed matching.yaml
var matching []byte

// A Case is one case of matching.yaml, which explains its fields.
type Case struct {
	Rule      string
	Case      string
	Given     []Request
	Requested bool
	Cancelled []string
	Send      Request
	Want      string
	Then      *Bills
}

// Bills are the bill numbers that an order ends with, without whitespace and dashes.
type Bills struct {
	Master string
	Houses []string
}

// A Request is a customs order request in short.
type Request struct {
	Is       string
	Mode     string
	Master   string
	Houses   []string
	Ref      string
	Doc      string
	Doctype  string
	Shipment string
	Order    string
	IsUpdate *bool `yaml:"is_update"`
	Incoterm string
}

// An Order is what a request may name a given order by.
type Order struct {
	FID        string
	ShipmentID int64
}

// Matching are all cases.
func Matching() ([]Case, error) {
	var cases []Case
	err := yaml.UnmarshalWithOptions(matching, &cases, yaml.Strict())
	return cases, err
}

// Body is the whole JSON body of the request. Known are the given orders by name, and unique is an external_ref for a
// request that says nothing of its source document.
func (r Request) Body(known map[string]Order, unique string) ([]byte, error) {
	metadata, err := r.metadata(known, unique)
	if err != nil {
		return nil, err
	}
	body := map[string]any{
		"name":             "Import " + r.Master,
		"incoterm":         cmp.Or(r.Incoterm, "FOB"),
		"freight_details":  map[string]any{"mode_of_transport": r.mode(), "bill_numbers": r.bills()},
		"request_metadata": metadata,
	}
	if r.Incoterm == "none" {
		delete(body, "incoterm")
	}
	return json.Marshal(body)
}

func (r Request) mode() string { return cmp.Or(r.Mode, "OCEAN_FCL") }

func (r Request) bills() map[string]any {
	master, houses := "master_bill_of_lading_number", "house_bill_of_lading_numbers"
	switch r.mode() {
	case "AIR":
		master, houses = "master_air_waybill_number", "house_air_waybill_numbers"
	case "TRUCK_FTL":
		master = "truck_bill_of_lading_number"
	}
	bills := map[string]any{}
	if r.Master != "" {
		bills[master] = r.Master
	}
	if len(r.Houses) > 0 {
		bills[houses] = r.Houses
	}
	return bills
}

func (r Request) metadata(known map[string]Order, unique string) (map[string]any, error) {
	document := map[string]any{"type": cmp.Or(r.Doctype, "OCEAN_BILL_OF_LADING")}
	if r.Doc != "" {
		document["fid"] = "flx::customs:inbound-isf:00000000-0000-4000-8000-00000000" + r.Doc
	}
	switch {
	case r.Ref != "":
		document["external_ref"] = r.Ref
	case r.Doc == "":
		document["external_ref"] = unique
	}
	metadata := map[string]any{"source_document": document}
	if r.IsUpdate != nil {
		metadata["is_update"] = *r.IsUpdate
	}
	if r.Order == "none" {
		metadata["customs_order_fid"] = "flx::customs:pre-order:ffffffff-ffff-4fff-8fff-ffffffffffff"
	} else if r.Order != "" {
		metadata["customs_order_fid"] = known[r.Order].FID
	}
	if r.Shipment == "" {
		return metadata, nil
	}
	shipment := known[r.Shipment].ShipmentID
	if shipment == 0 {
		number, err := strconv.ParseInt(r.Shipment, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("shipment %q is neither a given order nor a number", r.Shipment)
		}
		shipment = number
	}
	metadata["shipment_id"] = shipment
	return metadata, nil
}
