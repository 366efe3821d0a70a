// Command registry serves a registry in memory: registry ADDRESS [referrers]
package main

import (
	"log"
	"net/http"
	"os"

	"github.com/google/go-containerregistry/pkg/registry"
)

func main() {
	handler := registry.New(registry.WithReferrersSupport(len(os.Args) > 2))
	log.Fatal(http.ListenAndServe(os.Args[1], handler))
}
