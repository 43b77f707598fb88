package sheet

import (
	"bytes"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha1"
	"encoding/binary"
)

// usualPassword opens workbooks that nobody gave a password. Excel encrypts with it what has only its structure
// protected, and opens it without asking ([MS-XLS] 2.4.117, [MS-OFFCRYPTO] 2.3).
const usualPassword = "VelvetSweatshop"

// cipherBlock is how many bytes of the stream have the same key.
const cipherBlock = 1024

// A biffCipher has the key of each block of the stream.
type biffCipher interface {
	key(block uint32) []byte
	hash(text []byte) []byte
}

// A cipher40 is the RC4 of Excel 97 and 2000, with keys of 40 bits.
type cipher40 struct{ secret []byte }

func newCipher40(password, salt []byte) cipher40 {
	first := md5.Sum(password)
	salted := bytes.Repeat(append(first[:5:5], salt...), 16)
	second := md5.Sum(salted)
	return cipher40{second[:5]}
}

func (c cipher40) key(block uint32) []byte {
	sum := md5.Sum(binary.LittleEndian.AppendUint32(bytes.Clone(c.secret), block))
	return sum[:]
}

func (c cipher40) hash(text []byte) []byte {
	sum := md5.Sum(text)
	return sum[:]
}

// A cipher128 is the RC4 of Excel 2002 and later, with keys of up to 128 bits.
type cipher128 struct {
	secret []byte
	length int // of a key in bytes
}

func newCipher128(password, salt []byte, bits uint32) cipher128 {
	sum := sha1.Sum(append(bytes.Clone(salt), password...))
	length := int(min(bits, 128) / 8)
	if length == 0 {
		length = 5
	}
	return cipher128{sum[:], length}
}

func (c cipher128) key(block uint32) []byte {
	sum := sha1.Sum(binary.LittleEndian.AppendUint32(bytes.Clone(c.secret), block))
	if c.length == 5 { // 40 bits are filled up
		return append(sum[:5:5], make([]byte, 11)...)
	}
	return sum[:c.length]
}

func (c cipher128) hash(text []byte) []byte {
	sum := sha1.Sum(text)
	return sum[:]
}

// unlock decrypts the stream after the record that says how it is encrypted, if the usual password does it.
func (b *xlsBook) unlock(record *biffRecord) error {
	cipher, verifier := readCipher(&record.biffBody, le16Text(usualPassword))
	if record.short {
		return b.damagedRecord(record)
	}
	if cipher == nil || !verifies(cipher, verifier) {
		return errPassword(b.stream.name)
	}
	b.stream.data = decrypt(b.stream.data, b.stream.at, cipher)
	return nil
}

func errPassword(part string) error {
	return &ReadError{Reason: Encrypted, Part: part, Message: "the workbook is protected by a password"}
}

// readCipher reads how the stream is encrypted, and an encrypted text with its hash by which a password shows itself
// to be right. The cipher is nil for one that is not known here.
func readCipher(body *biffBody, password []byte) (cipher biffCipher, verifier []byte) {
	const byRC4 = 1
	if body.uint16() != byRC4 {
		return nil, nil
	}
	major, minor := body.uint16(), body.uint16()
	switch {
	case major == 1 && minor == 1:
		salt := bytes.Clone(body.take(16))
		return newCipher40(password, salt), bytes.Clone(body.take(32))
	case minor == 2:
		body.skip(4) // flags
		header := biffBody{part: body.take(int(min(body.uint32(), 1<<12)))}
		header.skip(16)
		bits := header.uint32()
		body.skip(4) // length of the salt
		salt := bytes.Clone(body.take(16))
		text := bytes.Clone(body.take(16))
		body.skip(4) // length of the hash
		return newCipher128(password, salt, bits), append(text, body.take(20)...)
	}
	return nil, nil
}

// verifies says whether a decrypted text has the decrypted hash after it.
func verifies(cipher biffCipher, verifier []byte) bool {
	plain := bytes.Clone(verifier)
	stream, err := rc4.NewCipher(cipher.key(0))
	if err != nil {
		return false
	}
	stream.XORKeyStream(plain, plain)
	return bytes.Equal(cipher.hash(plain[:16]), plain[16:])
}

// decrypt is the stream in plain text, from a place on. The heads of records were never encrypted, nor were a few
// records, and of each sheet in the list of sheets the place.
func decrypt(data []byte, from int, cipher biffCipher) []byte {
	plain := bytes.Clone(data)
	for at := 0; at < len(plain); at += cipherBlock {
		stream, err := rc4.NewCipher(cipher.key(uint32(at / cipherBlock)))
		if err != nil {
			return data
		}
		block := plain[at:min(at+cipherBlock, len(plain))]
		stream.XORKeyStream(block, block)
	}
	copy(plain[:from], data)
	for at := from; at+recordHeaderLength <= len(data); {
		kind := recordKind(binary.LittleEndian.Uint16(data[at:]))
		end := min(at+recordHeaderLength+int(binary.LittleEndian.Uint16(data[at+2:])), len(data))
		open := at + recordHeaderLength
		switch kind {
		case recordBegin, recordFilePass, recordInterface:
			open = end
		case recordSheet:
			open += 4
		}
		copy(plain[at:min(open, end)], data[at:])
		at = end
	}
	return plain
}

func le16Text(text string) []byte {
	var encoded []byte
	for _, char := range text { // ASCII alone
		encoded = binary.LittleEndian.AppendUint16(encoded, uint16(char))
	}
	return encoded
}
