package sheet

import (
	"crypto/rc4"
	"encoding/hex"
	"errors"
	"fmt"
	"testing"
)

// Excel 2002 wrote these of workbooks with the password "password", one for each of its ciphers: how the stream is
// encrypted, and the text by which the password shows itself to be right. They are of public sample files
// (SheetJS/test_files: password_2002_40_972000, _40_basecrypto and _128_strong).
var excelCiphers = map[string]string{
	"RC4 of Excel 97": "0100010001006e5d9e06b02905033963fde7e9bd05373696e88e3f692c16562962e4b201387db8dc243cfc3d4a58d7d8ca82ddfce634",
	"RC4 with 40 bits": "010002000200040000007600000004000000000000000168000004800000280000000100000060052202000000004d006900630072006f00" +
		"73006f0066007400200042006100730065002000430072007900700074006f0067007200610070006800690063002000500072006f0076006900" +
		"6400650072002000760031002e0030000000100000003c167edfaf24e4b07e8da676efe25b8390881eb1de098fd6723f651a743f494414000000" +
		"959ff92038bca768b454fd7636c282c66478ff40",
	"RC4 with 128 bits": "0100020002000400000070000000040000000000000001680000048000008000000001000000c80c2202000000004d006900630072006f00" +
		"73006f006600740020005300740072006f006e0067002000430072007900700074006f0067007200610070006800690063002000500072006f00" +
		"760069006400650072000000100000001ffa985cdba1f646793e033ea57759eb576cae338728cd019c7a2e72d3ef1d56140000009dae3604ab1a" +
		"dd977c10a94d25421a444fe96b32",
}

func TestXLSCiphersOfExcel(t *testing.T) {
	t.Parallel()
	for name, record := range excelCiphers {
		body, err := hex.DecodeString(record)
		if err != nil {
			t.Fatal(err)
		}
		for password, want := range map[string]bool{"password": true, "Password": false, usualPassword: false, "": false} {
			cipher, verifier := readCipher(&biffBody{part: body}, le16Text(password))
			if cipher == nil {
				t.Fatalf("%s is not known", name)
			}
			if got := verifies(cipher, verifier); got != want {
				t.Errorf("%s: %q is the password: %v, want %v", name, password, got, want)
			}
		}
	}
}

// A workbook of which only the structure is protected opens as any other, by LibreOffice's hand.
func TestXLSProtectedStructure(t *testing.T) {
	t.Parallel()
	sheet := readFixture(t, "xls/libreoffice-structure.xls").Sheets[0]
	if len(sheet.Rows) != 300 {
		t.Fatalf("got %d rows, want 300", len(sheet.Rows))
	}
	for i := range 300 {
		if got, want := textAt(sheet, At(1, i+1)), fmt.Sprintf("row %d", i+1); got != want {
			t.Errorf("A%d is %q, want %q", i+1, got, want)
		}
	}
	if _, err := readXLS(fixture(t, "xls/libreoffice-password.xls"), Limits{}); !errors.Is(err, Encrypted) {
		t.Errorf("with a password of its own: got %v, want an encrypted file", err)
	}
}

// The same for the longer keys of Excel 2002, encrypted here.
func TestXLSProtectedStructureWithLongKey(t *testing.T) {
	t.Parallel()
	for _, bits := range []uint32{0, 40, 56, 128} {
		salt := []byte("sixteen bytes ok")
		cipher := newCipher128(le16Text(usualPassword), salt, bits)
		verifier := append([]byte("another sixteen!"), cipher.hash([]byte("another sixteen!"))...)
		stream, err := rc4.NewCipher(cipher.key(0))
		if err != nil {
			t.Fatal(err)
		}
		stream.XORKeyStream(verifier, verifier)
		header := join(le32(4), le32(0), le32(0x6801), le32(0x8004), le32(bits), le32(1), make([]byte, 12))
		plain := oneSheet(
			func(w *biffWriter) {
				w.record(recordFilePass, le16(1, 2, 2), le32(4), le32(uint32(len(header))), header,
					le32(16), salt, verifier[:16], le32(20), verifier[16:])
				w.record(recordInterface, le16(1200))
				w.sharedStrings([]biffString{{text: "shared"}})
			},
			func(w *biffWriter) {
				for row := range 200 {
					w.cell(recordSharedLabel, At(1, row+1), 0, le32(0))
				}
			})
		from := 20 + recordHeaderLength + 74 + len(header)           // after the record that says how it is encrypted
		book, err := readXLS(decrypt(plain, from, cipher), Limits{}) // which encrypts as well
		if err != nil {
			t.Fatalf("%d bits: %v", bits, err)
		}
		if got := textAt(book.Sheets[0], At(1, 200)); got != "shared" || len(book.Sheets[0].Rows) != 200 {
			t.Errorf("%d bits: %d rows, A200 is %q", bits, len(book.Sheets[0].Rows), got)
		}
	}
}
