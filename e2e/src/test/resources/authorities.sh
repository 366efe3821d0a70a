# Makes the keys and certificates of a Sigstore in the present folder: a CA, a certificate log, a
# signature log and a timestamp authority. The password of the CA's key is "pw".
set -euo pipefail

key() { # CURVE FORMAT... : a new key in PKCS#8
  openssl ecparam -name "$1" -genkey -noout | openssl pkcs8 -topk8 "${@:2}"
}
root() { # NAME COMMON : a self-signed authority
  key secp384r1 -nocrypt -out "$1.key"
  openssl req -x509 -new -key "$1.key" -sha384 -days 3650 -subj "/O=test/CN=$2" -out "$1.pem" \
    -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign
}
issue() { # REQUEST ROOT NAME EXTENSIONS...
  printf '%s\n' "${@:4}" subjectKeyIdentifier=hash authorityKeyIdentifier=keyid > "$3.ext"
  openssl x509 -req -in "$1" -CA "$2.pem" -CAkey "$2.key" -CAcreateserial -sha384 -days 3649 \
    -extfile "$3.ext" -out "$3.pem"
}

root root root
key secp384r1 -v2 aes-256-cbc -passout pass:pw -out int.key
openssl req -new -key int.key -passin pass:pw -subj /O=test/CN=int -out int.csr
issue int.csr root int basicConstraints=critical,CA:TRUE,pathlen:0 \
  keyUsage=critical,keyCertSign,cRLSign extendedKeyUsage=codeSigning
cat int.pem root.pem > fulcio-chain.pem

root tsaroot tsa-root
key prime256v1 -nocrypt -out tsa.key
openssl req -new -key tsa.key -subj /O=test/CN=tsa -out tsa.csr
issue tsa.csr tsaroot tsaleaf basicConstraints=critical,CA:FALSE \
  keyUsage=critical,digitalSignature extendedKeyUsage=critical,timeStamping
cat tsaleaf.pem tsaroot.pem > tsa-chain.pem

# The certificate log reads SEC 1 without parameters, the signature log PKCS#8.
openssl ecparam -name prime256v1 -genkey -noout -out ct.key
openssl ec -in ct.key -pubout -out ct.pub
openssl genpkey -algorithm ed25519 -out rekor.key
openssl pkey -in rekor.key -pubout -out rekor.pub
