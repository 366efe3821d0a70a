package dev.gatehouse.emulator;

/** What can be made wrong on purpose; everything else about the signature stays right. */
public enum Fault {

  // The certificate
  /** Issued by a CA of the same names that nobody trusts. */
  FOREIGN_CA,
  /** The signing certificate may itself issue certificates. */
  CERTIFICATE_IS_CA,
  /** The certificate is for servers, not for signing code. */
  CERTIFICATE_FOR_SERVERS,
  /** A critical extension that nobody knows. */
  CERTIFICATE_UNKNOWN_CRITICAL,
  /** The older issuer extension names another issuer than the newer one. */
  CERTIFICATE_ISSUERS_DISAGREE,
  /** The certificate had ended an hour before the signature was made. */
  CERTIFICATE_EXPIRED,

  // The certificate log's promise
  /** No promise in the certificate. */
  SCT_MISSING,
  /** A promise signed by another key in the name of the log. */
  SCT_FORGED,
  /** The promise of a log that nobody trusts. */
  SCT_FOREIGN_LOG,
  /** A promise for another certificate. */
  SCT_OF_OTHER_CERTIFICATE,
  /** The same log's promise twice: one log, whatever the count. */
  SCT_TWICE,

  // The signature log's entry
  /** An entry of a log that nobody trusts. */
  FOREIGN_LOG,
  /** A promise signed by another key in the name of the log. */
  SET_FORGED,
  /** No promise, which an entry of the first kind of log needs for its time to count. */
  SET_MISSING,
  /** A time one minute later than the one the log signed. */
  INTEGRATED_TIME_CHANGED,
  /** Logged an hour after the certificate had ended. */
  INTEGRATED_TIME_LATE,
  /** Logged ten years from now. */
  INTEGRATED_TIME_IN_FUTURE,
  /** No proof of inclusion. */
  PROOF_MISSING,
  /** One hash of the proof changed. */
  PROOF_CORRUPT,
  /** A proof for an older tree below the checkpoint of a newer one. */
  PROOF_STALE,
  /** The proof speaks of the neighbour's place. */
  PROOF_WRONG_INDEX,
  /** A proof without a checkpoint. */
  CHECKPOINT_MISSING,
  /** A checkpoint signed by another key in the name of the log. */
  CHECKPOINT_FORGED,
  /** A checkpoint that the log did sign, for another tree. */
  CHECKPOINT_OTHER_ROOT,
  /** The checkpoint's signature names another key. */
  CHECKPOINT_OTHER_HINT,
  /** The entry was logged for another signature by the same signer. */
  ENTRY_OF_OTHER_SIGNATURE,
  /** The entry was logged with another signer's key. */
  ENTRY_OF_OTHER_KEY,
  /** The entry was logged for other content. */
  ENTRY_OF_OTHER_CONTENT,
  /** One byte of the logged text changed. */
  ENTRY_CHANGED,
  /** The same entry twice: one log, whatever the count. */
  ENTRY_TWICE,

  // The timestamp
  /** Made by an authority of the same names that nobody trusts. */
  TIMESTAMP_FOREIGN,
  /** One byte of the authority's signature changed. */
  TIMESTAMP_FORGED,
  /** A timestamp for another signature. */
  TIMESTAMP_OF_OTHER_SIGNATURE,
  /** Made an hour after the certificate had ended. */
  TIMESTAMP_LATE,
  /** Signed by a certificate of the trusted authority that is not for timestamps. */
  TIMESTAMP_SIGNER_OTHER_PURPOSE,
  /** Signed by a certificate of the trusted authority whose purpose is not critical. */
  TIMESTAMP_SIGNER_PURPOSE_NOT_CRITICAL,
  /** Signed by a certificate of the trusted authority that had ended. */
  TIMESTAMP_SIGNER_EXPIRED,
  /** The same authority's timestamp twice. */
  TIMESTAMP_TWICE,

  // The signature and what is signed
  /** Signed with another key than the one that is named. */
  SIGNATURE_FORGED,
  /** What is signed was changed afterwards: it names another image. */
  CONTENT_CHANGED,
  /** A good signature of another image. */
  OTHER_IMAGE,
  /** The envelope says that something else is in it. */
  PAYLOAD_TYPE_OTHER,
  /** Two signatures in one envelope. */
  TWO_SIGNATURES,
  /** The statement names no subject. */
  NO_SUBJECT,
  /** The signed text names two digests under one key: the wanted one stands last. */
  DUPLICATE_KEY,
  /** The signed text is no JSON. */
  NO_JSON,
  /** The signed text is of another type than a signature or statement. */
  OTHER_TYPE
}
