package dev.gatehouse.rego.builtin.http;

import dev.gatehouse.http.TlsSettings;
import dev.gatehouse.http.TlsSettings.Identity;
import dev.gatehouse.json.Utf8;
import dev.gatehouse.rego.builtin.x509.Certificate;
import dev.gatehouse.rego.builtin.x509.Pem;
import dev.gatehouse.rego.builtin.x509.PrivateKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Reads certificates and keys from the parameters of a request: given as they are, in a file or in a
 * variable of the environment.
 */
final class TlsReader {

  private static final int MOST_FILE_BYTES = 1 << 20;
  private static final String CERTIFICATE = "CERTIFICATE";

  private final UnaryOperator<String> parameters;

  /** @param parameters the text of a parameter by its name, empty if it is not given */
  TlsReader(UnaryOperator<String> parameters) {
    this.parameters = parameters;
  }

  TlsSettings read(boolean isUnchecked, String serverName, boolean systemAuthorities)
      throws SendException {
    return new TlsSettings(
        isUnchecked, serverName, systemAuthorities, authorities(), identities());
  }

  private List<X509Certificate> authorities() throws SendException {
    var all = new ArrayList<X509Certificate>();
    var text = parameters.apply("tls_ca_cert");
    if (!text.isEmpty()) {
      all.addAll(authorities(text.replace("\\n", "\n"), "could not append certificates"));
    }
    var file = parameters.apply("tls_ca_cert_file");
    if (!file.isEmpty()) {
      all.addAll(
          authorities(file(file), "could not append CA certificates from \"" + file + "\""));
    }
    var variable = parameters.apply("tls_ca_cert_env_variable");
    if (!variable.isEmpty()) {
      all.addAll(authorities(variable(variable), "could not add CA certificates from envvar \""
          + variable + "\": could not append certificates"));
    }
    return all;
  }

  /** Every certificate of a text; what is none is passed over, but there must be one. */
  private static List<X509Certificate> authorities(String text, String fault)
      throws SendException {
    var found = new ArrayList<X509Certificate>();
    for (var block : Pem.all(text)) {
      if (block.type().equals(CERTIFICATE)) {
        certificate(block.content()).ifPresent(found::add);
      }
    }
    if (found.isEmpty()) {
      throw SendException.internal(fault);
    }
    return found;
  }

  private static Optional<X509Certificate> certificate(byte[] der) {
    try {
      return Certificate.all(der).size() == 1 ? Optional.of(parse(der)) : Optional.empty();
    } catch (IllegalArgumentException | CertificateException e) {
      return Optional.empty();
    }
  }

  private static X509Certificate parse(byte[] der) throws CertificateException {
    return (X509Certificate) CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(der));
  }

  private List<Identity> identities() throws SendException {
    var all = new ArrayList<Identity>();
    if (has("tls_client_cert", "tls_client_key")) {
      all.add(identity(parameters.apply("tls_client_cert"), parameters.apply("tls_client_key")));
    }
    if (has("tls_client_cert_file", "tls_client_key_file")) {
      all.add(identity(file(parameters.apply("tls_client_cert_file")),
          file(parameters.apply("tls_client_key_file"))));
    }
    if (has("tls_client_cert_env_variable", "tls_client_key_env_variable")) {
      all.add(identityOfVariables(parameters.apply("tls_client_cert_env_variable"),
          parameters.apply("tls_client_key_env_variable")));
    }
    return all;
  }

  private boolean has(String certificate, String key) {
    return !parameters.apply(certificate).isEmpty() && !parameters.apply(key).isEmpty();
  }

  private static Identity identityOfVariables(String certificate, String key)
      throws SendException {
    try {
      return identity(variable(certificate), variable(key));
    } catch (SendException e) {
      throw SendException.internal("cannot extract public/private key pair from envvars \""
          + certificate + "\", \"" + key + "\": " + e.getMessage());
    }
  }

  private static Identity identity(String certificates, String key) throws SendException {
    var chain = Pem.all(certificates).stream()
        .filter(block -> block.type().equals(CERTIFICATE))
        .map(Pem::content)
        .toList();
    var keys = Pem.all(key).stream()
        .filter(block -> block.type().endsWith("PRIVATE KEY"))
        .toList();
    if (chain.isEmpty()) {
      throw SendException.internal("tls: failed to find any PEM data in certificate input");
    }
    if (keys.isEmpty()) {
      throw SendException.internal("tls: failed to find any PEM data in key input");
    }
    try {
      var leaf = Certificate.all(chain.getFirst()).getFirst();
      PrivateKey.pair(chain, leaf, PrivateKey.readAny(keys.getFirst().content()));
      var shown = new ArrayList<X509Certificate>();
      for (var der : chain) {
        shown.add(parse(der));
      }
      return new Identity(shown, PrivateKey.usable(keys.getFirst().content()));
    } catch (IllegalArgumentException | CertificateException e) {
      throw SendException.internal(String.valueOf(e.getMessage()));
    }
  }

  private static String variable(String name) {
    var value = System.getenv(name);
    return value == null ? "" : value;
  }

  private static String file(String name) throws SendException {
    try (var in = Files.newInputStream(Path.of(name))) {
      var bytes = in.readNBytes(MOST_FILE_BYTES + 1);
      if (bytes.length > MOST_FILE_BYTES) {
        throw SendException.internal(
            "read " + name + ": more than " + MOST_FILE_BYTES + " bytes");
      }
      return Utf8.decode(bytes);
    } catch (NoSuchFileException e) {
      throw SendException.internal("open " + name + ": no such file or directory");
    } catch (IOException | IllegalArgumentException e) {
      throw SendException.internal("open " + name + ": " + e.getMessage());
    }
  }
}
