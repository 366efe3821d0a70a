//go:build tools

// Package tools pins the certificate log that the end-to-end tests run against.
package tools

import _ "github.com/transparency-dev/tesseract/cmd/tesseract/posix"
