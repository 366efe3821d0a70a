package dev.gatehouse.trust.registry;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate with its key, in PEM files, made for one test. */
record TestPem(Path certificate, Path key, KeyPair keys, X500Principal name) {

  private static final AtomicLong SERIAL = new AtomicLong(1);

  /** An authority that signs itself. */
  static TestPem authority(Path folder, String name) throws Exception {
    var pair = pair();
    return make(folder, name, pair, pair, new X500Principal("CN=" + name), true);
  }

  /** A certificate for 127.0.0.1 and localhost that an authority signs. */
  static TestPem signed(Path folder, String name, TestPem authority) throws Exception {
    return make(folder, name, pair(),
        authority.keys(), authority.name(), false);
  }

  private static KeyPair pair() throws Exception {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static TestPem make(Path folder, String name, KeyPair pair, KeyPair issuer,
      X500Principal issuerName, boolean authority) throws Exception {
    var now = Instant.now();
    var subject = new X500Principal("CN=" + name);
    var builder = new JcaX509v3CertificateBuilder(issuerName,
        BigInteger.valueOf(SERIAL.getAndIncrement()),
        Date.from(now.minus(1, ChronoUnit.HOURS)), Date.from(now.plus(1, ChronoUnit.DAYS)),
        subject, pair.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
    builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(
        new GeneralName[]{new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
            new GeneralName(GeneralName.dNSName, "localhost")}));
    var certificate = builder.build(
        new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.getPrivate()));
    return new TestPem(write(folder.resolve(name + ".pem"), certificate),
        write(folder.resolve(name + ".key"), new JcaPKCS8Generator(pair.getPrivate(), null)), pair,
        subject);
  }

  private static Path write(Path file, Object object) throws IOException {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      writer.writeObject(object);
    }
    return Files.writeString(file, text.toString());
  }
}
