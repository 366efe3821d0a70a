package dev.gatehouse.emulator;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.Value;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Collects how something is to be signed, and signs it without any server; not for use by several
 * threads. Unless said otherwise: keyless by {@link #SOMEBODY} at the present time, with an entry in
 * the first kind of log and without a timestamp, as a signature, without faults.
 */
public final class Signing {

  /** Who signs if nobody else is named. */
  public static final Identity SOMEBODY = Identity.email("https://issuer.example.com",
      "ci@example.com");

  private final Authorities trusted;
  private final Authorities foreign;
  private final String digest;
  private Instant time;
  private Identity identity = SOMEBODY;
  private Optional<KeyPair> key = Optional.empty();
  private Optional<LogVersion> log = Optional.of(LogVersion.V1);
  private boolean isTimestamped;
  private boolean isLoggedAsInToto;
  private String repository = "registry.example.com/app";
  private BundleVersion version = BundleVersion.V0_3;
  private Optional<Predicate> predicate = Optional.empty();
  private final Map<String, String> annotations = new LinkedHashMap<>();
  private Faults faults = Faults.NONE;

  /** What an attestation says. */
  record Predicate(String type, Value value) {}

  Signing(Authorities trusted, Authorities foreign, String digest, Instant time) {
    this.trusted = trusted;
    this.foreign = foreign;
    this.digest = digest;
    this.time = time;
  }

  /** Signs with a certificate for this identity and a key that is forgotten afterwards. */
  public Signing by(Identity signer) {
    identity = signer;
    key = Optional.empty();
    return this;
  }

  /** Signs with this key: ECDSA on P-256, P-384 or P-521, Ed25519, or RSA. */
  public Signing by(KeyPair signer) {
    key = Optional.of(signer);
    return this;
  }

  /** The time of the certificate, of the log entry and of the timestamp. */
  public Signing at(Instant moment) {
    time = moment;
    return this;
  }

  /** Logs in this kind of log; with the second kind, which vouches for no time, a timestamp too. */
  public Signing logged(LogVersion kind) {
    log = Optional.of(kind);
    isTimestamped |= kind == LogVersion.V2;
    return this;
  }

  /** Logs an envelope in the older way of the first kind of log. */
  public Signing loggedAsInToto() {
    isLoggedAsInToto = true;
    return logged(LogVersion.V1);
  }

  /** Logs nothing. */
  public Signing unlogged() {
    log = Optional.empty();
    return this;
  }

  /** Adds a timestamp. */
  public Signing timestamped() {
    isTimestamped = true;
    return this;
  }

  /** Leaves the timestamp out. */
  public Signing untimestamped() {
    isTimestamped = false;
    return this;
  }

  /** What the signer adds to a signature. */
  public Signing annotated(String name, String value) {
    annotations.put(name, value);
    return this;
  }

  /** Attests this instead of signing. */
  public Signing attesting(String predicateType, Value value) {
    predicate = Optional.of(new Predicate(predicateType, value));
    return this;
  }

  /** The repository that the older form of a signature names. */
  public Signing in(String name) {
    repository = name;
    return this;
  }

  /** The form of the bundle. */
  public Signing as(BundleVersion form) {
    version = form;
    return this;
  }

  /** Makes these things wrong. */
  public Signing with(Fault... wanted) {
    faults = Faults.of(Arrays.asList(wanted));
    return this;
  }

  /** A bundle about the image: its text in JSON. */
  public byte[] bundle() {
    return new BundleSigning(this).statement();
  }

  /** A bundle about a file with this digest: its text in JSON. */
  public byte[] fileBundle() {
    return new BundleSigning(this).file();
  }

  /** The signature or attestation in cosign's older form. */
  public LegacyLayer legacy() {
    return new LegacySigning(this).layer();
  }

  Authorities trusted() {
    return trusted;
  }

  String digest() {
    return faults.has(Fault.OTHER_IMAGE) ? otherDigest() : digest;
  }

  /** What the text names when it is signed. */
  String signedDigest() {
    return faults.has(Fault.CONTENT_CHANGED) ? otherDigest() : digest();
  }

  private static String otherDigest() {
    return "sha256:" + "f".repeat(64);
  }

  SignedText text(String about) {
    return new SignedText(about, annotations, faults);
  }

  Predicate predicate() {
    return predicate.orElseGet(() -> new Predicate(SignedText.SIGNATURE, ObjectValue.EMPTY));
  }

  boolean isAttestation() {
    return predicate.isPresent();
  }

  Optional<LogVersion> log() {
    return log;
  }

  boolean isLoggedAsInToto() {
    return isLoggedAsInToto;
  }

  String repository() {
    return repository;
  }

  BundleVersion version() {
    return version;
  }

  Faults faults() {
    return faults;
  }

  /** The signer's key and certificate. */
  Credential credential() {
    if (key.isPresent()) {
      return new Credential(key.get(), Optional.empty());
    }
    var issuer = faults.has(Fault.FOREIGN_CA) ? foreign : trusted;
    var fresh = Keys.p256();
    return new Credential(fresh, Optional.of(issuer.certificates().issue(fresh.getPublic(),
        identity, time, trusted.certificateLog(), faults)));
  }

  /** The key that really signs. */
  Credential signer(Credential named) {
    return faults.has(Fault.SIGNATURE_FORGED)
        ? new Credential(Keys.p256(), Optional.empty())
        : named;
  }

  /** Logs a text, with the faults of the log. */
  LogEntry log(LogBody body, LogVersion kind) {
    var target = (faults.has(Fault.FOREIGN_LOG) ? foreign : trusted).log(kind);
    var entry = target.add(body.text(), body.kind(), LogFaults.time(time, faults));
    return LogFaults.apply(entry, target, faults);
  }

  /** The timestamp for a signature, if one is wanted. */
  Optional<byte[]> timestamp(byte[] signature) {
    if (!isTimestamped) {
      return Optional.empty();
    }
    var authority = faults.has(Fault.TIMESTAMP_FOREIGN) ? foreign : trusted;
    var covered = faults.has(Fault.TIMESTAMP_OF_OTHER_SIGNATURE)
        ? Keys.sha256(signature)
        : signature;
    return Optional.of(authority.timestamps().timestamp(covered, time, faults));
  }
}
