package dev.gatehouse.trust.certificate;

import dev.gatehouse.trust.text.MalformedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.OtherName;
import org.bouncycastle.cert.X509CertificateHolder;

/** Reads who a certificate is about. */
final class Names {

  private static final int MAX_NAMES = 100;
  private static final String USERNAME = "1.3.6.1.4.1.57264.1.7";

  private Names() {}

  static List<SubjectName> of(X509CertificateHolder holder) throws MalformedException {
    try {
      var extensions = holder.getExtensions();
      var all = extensions == null
          ? null
          : GeneralNames.fromExtensions(extensions, Extension.subjectAlternativeName);
      if (all == null) {
        return List.of();
      }
      if (all.getNames().length > MAX_NAMES) {
        throw new MalformedException("the certificate has more than " + MAX_NAMES + " names");
      }
      var names = new ArrayList<SubjectName>();
      for (var name : all.getNames()) {
        name(name).ifPresent(names::add);
      }
      return List.copyOf(names);
    } catch (RuntimeException e) {
      throw new MalformedException("the certificate's subject alternative name is not valid", e);
    }
  }

  private static Optional<SubjectName> name(GeneralName name) {
    return switch (name.getTagNo()) {
      case GeneralName.rfc822Name -> Optional.of(text(SubjectName.Kind.EMAIL, name));
      case GeneralName.uniformResourceIdentifier ->
        Optional.of(text(SubjectName.Kind.URI, name));
      case GeneralName.dNSName -> Optional.of(text(SubjectName.Kind.DNS, name));
      case GeneralName.otherName -> {
        var other = OtherName.getInstance(name.getName());
        yield other.getTypeID().getId().equals(USERNAME)
            ? Optional.of(new SubjectName(SubjectName.Kind.USERNAME,
                ASN1UTF8String.getInstance(other.getValue()).getString()))
            : Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  private static SubjectName text(SubjectName.Kind kind, GeneralName name) {
    return new SubjectName(kind, ASN1IA5String.getInstance(name.getName()).getString());
  }

  static Map<Claim, String> claims(X509CertificateHolder holder) throws MalformedException {
    var claims = new EnumMap<Claim, String>(Claim.class);
    for (var claim : Claim.values()) {
      var extension = holder.getExtension(new ASN1ObjectIdentifier(claim.identifier()));
      if (extension != null) {
        claims.put(claim, claim(claim, extension));
      }
    }
    var older = claims.get(Claim.ISSUER_V1);
    var newer = claims.get(Claim.ISSUER);
    if (older != null && newer != null && !older.equals(newer)) {
      throw new MalformedException("the certificate names two issuers");
    }
    return Map.copyOf(claims);
  }

  private static String claim(Claim claim, Extension extension) throws MalformedException {
    var value = extension.getExtnValue().getOctets();
    try {
      return claim.isBare()
          ? StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString()
          : ASN1UTF8String.getInstance(ASN1Primitive.fromByteArray(value))
              .getString();
    } catch (IOException | RuntimeException e) {
      throw new MalformedException("the certificate's claim " + claim.text() + " is no text", e);
    }
  }
}
