package dev.gatehouse.rego.builtin.http;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Says why a server is not the right one, or why there is no secure connection to it. */
final class PeerFault {

  private static final String UNTRUSTED = "tls: failed to verify certificate: x509: ";

  private PeerFault() {}

  /** @param name whom the server should be */
  static String message(Throwable fault, String name) {
    for (var cause = fault; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case CertificateExpiredException e -> {
          return UNTRUSTED + "certificate has expired or is not yet valid: " + e.getMessage();
        }
        case CertificateNotYetValidException e -> {
          return UNTRUSTED + "certificate has expired or is not yet valid: " + e.getMessage();
        }
        case CertPathValidatorException e -> {
          return UNTRUSTED + e.getMessage();
        }
        case CertPathBuilderException e -> {
          return UNTRUSTED + "certificate signed by unknown authority";
        }
        case CertificateException e when e.getCause() == null -> {
          return UNTRUSTED + "certificate is not valid for " + name + ": " + e.getMessage();
        }
        case SSLPeerUnverifiedException e -> {
          return UNTRUSTED + e.getMessage();
        }
        case SSLException e when String.valueOf(e.getMessage())
            .contains("Unsupported or unrec") -> {
          return "http: server gave HTTP response to HTTPS client";
        }
        default -> {
        }
      }
    }
    return "tls: " + fault.getMessage();
  }
}
