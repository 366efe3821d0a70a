package dev.gatehouse.emulator;

/** The two kinds of signature log that Sigstore has. */
public enum LogVersion {
  /** Promises an entry with a signed time, and proves it by a checkpoint signed with ECDSA. */
  V1("rekor.local"),
  /** Proves entries alone, by a checkpoint signed with Ed25519; it vouches for no time. */
  V2("rekor2.local");

  private final String host;

  LogVersion(String host) {
    this.host = host;
  }

  /** The host of the log's base URL, which is also the name of its checkpoint key. */
  String host() {
    return host;
  }
}
