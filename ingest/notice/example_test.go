package notice_test

import (
	"fmt"

	"docket/ingest/notice"
)

func ExampleParse() {
	batch, err := notice.Parse(nil, []byte(`{"Records":[
		{"eventSource":"aws:s3","eventVersion":"2.1","eventName":"ObjectCreated:Put",
		 "s3":{"bucket":{"name":"inbox"},"object":{"key":"acme/PO+4711.xlsx","versionId":"v1"}}},
		{"eventSource":"aws:s3","eventVersion":"2.1","eventName":"ObjectRemoved:Delete",
		 "s3":{"bucket":{"name":"inbox"},"object":{"key":"acme/PO+4710.xlsx"}}},
		{"eventSource":"aws:s3","eventVersion":"2.1","eventName":"ObjectCreated:Put",
		 "s3":{"bucket":{"name":"inbox"},"object":{"key":4712}}}]}`))
	for _, n := range batch.Notices {
		fmt.Println("notice: ", n)
	}
	for _, ignored := range batch.Ignored {
		fmt.Println("ignored:", ignored)
	}
	fmt.Println("refused:", err)
	// Output:
	// notice:  s3://inbox/acme/PO 4711.xlsx@v1
	// ignored: removed (ObjectRemoved:Delete) s3://inbox/acme/PO 4710.xlsx
	// refused: 1 of 3 events in the message could not be read: /Records/2/s3/object/key: this is a number, want a text
}
