package dev.gatehouse.policy.provider;

import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.kube.FieldError;
import dev.gatehouse.kube.InvalidFieldsException;
import dev.gatehouse.kube.KubernetesObject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.List;

/**
 * A provider of external data.
 *
 * @param name the name that policies call it by
 * @param url where it is asked, always {@code https}
 * @param timeout how long an answer may take
 * @param authorities the certificates that its own is checked against
 * @param object the resource as it was written
 */
public record Provider(String name, URI url, Duration timeout, List<X509Certificate> authorities,
    KubernetesObject object) {

  public Provider {
    authorities = List.copyOf(authorities);
  }

  /**
   * Reads a provider.
   *
   * @throws InvalidFieldsException with the first thing that is wrong, in Gatekeeper's words
   */
  public static Provider parse(KubernetesObject object) throws InvalidFieldsException {
    if (object.name().isEmpty()) {
      throw fault("metadata.name", "provider name can not be empty. value ");
    }
    var url = object.textAt("spec", "url");
    if (url.isEmpty()) {
      throw fault("spec.url", "invalid provider url. value: ");
    }
    var timeout = object.at("spec", "timeout") instanceof IntegerValue seconds
        ? seconds.value()
        : 0;
    if (timeout < 0) {
      throw fault("spec.timeout",
          "provider timeout should be a positive integer. value: " + timeout);
    }
    return new Provider(object.name(), secure(url), Duration.ofSeconds(timeout),
        authorities(object.textAt("spec", "caBundle")), object);
  }

  private static URI secure(String url) throws InvalidFieldsException {
    try {
      var uri = new URI(url);
      if ("https".equals(uri.getScheme()) && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw fault("spec.url", "parse \"" + url + "\": " + e.getReason());
    }
    throw fault("spec.url", "only HTTPS scheme is supported for Providers");
  }

  private static List<X509Certificate> authorities(String bundle) throws InvalidFieldsException {
    if (bundle.isEmpty()) {
      throw fault("spec.caBundle", "caBundle should be set for HTTPS scheme");
    }
    byte[] text;
    try {
      text = Base64.getMimeDecoder().decode(bundle);
    } catch (IllegalArgumentException e) {
      throw fault("spec.caBundle", "failed to base64 decode caBundle: " + e.getMessage());
    }
    try {
      var factory = CertificateFactory.getInstance("X.509");
      Collection<?> certificates = factory.generateCertificates(new ByteArrayInputStream(text));
      if (certificates.isEmpty()) {
        throw fault("spec.caBundle", "bad caBundle");
      }
      return certificates.stream().map(X509Certificate.class::cast).toList();
    } catch (CertificateException e) {
      throw fault("spec.caBundle", "failed to parse caBundle: " + e.getMessage());
    }
  }

  private static InvalidFieldsException fault(String field, String message) {
    return new InvalidFieldsException(
        List.of(new FieldError(field, FieldError.Type.INVALID, null, message)));
  }
}
