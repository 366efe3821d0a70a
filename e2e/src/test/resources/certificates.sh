# Makes an authority in the present folder, and what it vouches for: "server" for servers on loopback, and a
# certificate for each further NAME=COMMON_NAME; then another authority, "stranger".
set -euo pipefail

authority() { # NAME
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$1.key" -out "$1.crt" -days 2 \
    -subj "/CN=$1" -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign
}
issue() { # AUTHORITY NAME COMMON_NAME
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$2.key" -out "$2.csr" -subj "/CN=$3"
  printf '%s\n' subjectAltName=IP:127.0.0.1,DNS:localhost extendedKeyUsage=serverAuth,clientAuth > "$2.ext"
  openssl x509 -req -in "$2.csr" -CA "$1.crt" -CAkey "$1.key" -CAcreateserial -days 2 -extfile "$2.ext" -out "$2.crt"
}

authority ca
authority stranger
issue ca server localhost
for one in "$@"; do
  issue ca "${one%%=*}" "${one#*=}"
  issue stranger "stranger-${one%%=*}" "${one#*=}"
done
openssl pkcs12 -export -in server.crt -inkey server.key -out server.p12 -passout pass:pw
