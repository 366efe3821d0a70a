/**
 * X.509 certificates, requests and private keys in DER, and their JSON as Go's structures have it.
 * What is malformed is an {@link IllegalArgumentException} with a text for people.
 */
@NullMarked
package dev.gatehouse.rego.builtin.x509;

import org.jspecify.annotations.NullMarked;
