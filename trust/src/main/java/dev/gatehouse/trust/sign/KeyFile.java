package dev.gatehouse.trust.sign;

import dev.gatehouse.json.IntegerValue;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonStyle;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.trust.sign.SigningException.Reason;
import dev.gatehouse.trust.text.Fields;
import dev.gatehouse.trust.text.MalformedException;
import dev.gatehouse.trust.text.Pem;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * Cosign's key files: a private key in PKCS #8, sealed with NaCl's secretbox under a key that scrypt
 * derives from a password. Each opening or sealing needs 64 MiB and a good part of a second.
 */
public final class KeyFile {

  private static final String LABEL = "ENCRYPTED SIGSTORE PRIVATE KEY";
  private static final List<String> LABELS = List.of(LABEL, "ENCRYPTED COSIGN PRIVATE KEY");
  private static final int MAX_BYTES = 64 << 10;
  private static final int COST = 65536;
  private static final int LEAST_COST = 1024;
  private static final int MOST_COST = 131072;
  private static final int BLOCK = 8;
  private static final int PARALLEL = 1;
  private static final int SALT = 32;
  private static final int NONCE = 24;
  private static final int KEY = 32;
  private static final int TAG = 16;

  private KeyFile() {}

  /** Opens a key file. */
  public static SigningKey read(String pem, byte[] password) throws SigningException {
    try {
      var block = Pem.one(pem);
      if (!LABELS.contains(block.label())) {
        throw new MalformedException("expected a PEM block " + LABEL + ", found " + block.label());
      }
      return SigningKey.parse(open(Fields.parse("the key file", block.content(), MAX_BYTES),
          password));
    } catch (MalformedException e) {
      throw new SigningException(Reason.BAD_KEY, String.valueOf(e.getMessage()), e);
    }
  }

  /** Seals a key with a new salt and nonce. */
  public static String write(SigningKey key, byte[] password) {
    var random = new SecureRandom();
    var salt = new byte[SALT];
    var nonce = new byte[NONCE];
    random.nextBytes(salt);
    random.nextBytes(nonce);
    var sealed = seal(key.encoded(), SCrypt.generate(password, salt, COST, BLOCK, PARALLEL, KEY),
        nonce);
    var parameters = ObjectValue.builder().put("N", IntegerValue.of(COST))
        .put("r", IntegerValue.of(BLOCK)).put("p", IntegerValue.of(PARALLEL)).build();
    var derivation = ObjectValue.builder().put("name", StringValue.of("scrypt"))
        .put("params", parameters).put("salt", base64(salt)).build();
    var cipher = ObjectValue.of("name", StringValue.of("nacl/secretbox"), "nonce", base64(nonce));
    var file = ObjectValue.builder().put("kdf", derivation).put("cipher", cipher)
        .put("ciphertext", base64(sealed)).build();
    return new Pem(LABEL, Json.writeBytes(file, JsonStyle.PLAIN)).toString();
  }

  /** The public key as cosign writes it beside the key file. */
  public static String writePublic(SigningKey key) {
    return new Pem("PUBLIC KEY", key.verificationKey().encoded()).toString();
  }

  private static StringValue base64(byte[] bytes) {
    return StringValue.of(Base64.getEncoder().encodeToString(bytes));
  }

  private static byte[] open(Fields file, byte[] password)
      throws MalformedException, SigningException {
    var derivation = file.fields("kdf");
    var cipher = file.fields("cipher");
    if (!derivation.text("name").equals("scrypt")
        || !cipher.text("name").equals("nacl/secretbox")) {
      throw new MalformedException("the key file is sealed in an unknown way: "
          + derivation.text("name") + " and " + cipher.text("name"));
    }
    var parameters = derivation.fields("params");
    var cost = parameters.natural("N");
    if (cost < LEAST_COST || cost > MOST_COST || Long.bitCount(cost) != 1
        || parameters.natural("r") != BLOCK || parameters.natural("p") != PARALLEL) {
      throw new MalformedException("the key file asks for scrypt with N " + cost + ", expected a"
          + " power of two from " + LEAST_COST + " to " + MOST_COST + ", r 8 and p 1");
    }
    var nonce = cipher.bytes("nonce");
    var sealed = file.bytes("ciphertext");
    if (nonce.length != NONCE || sealed.length <= TAG) {
      throw new MalformedException("the key file has a nonce or ciphertext of a wrong length");
    }
    var key = SCrypt.generate(password, derivation.bytes("salt"), (int) cost, BLOCK, PARALLEL, KEY);
    return unseal(sealed, key, nonce);
  }

  /** NaCl's secretbox: a Poly1305 tag, then XSalsa20, whose first 32 bytes are the tag's key. */
  private static byte[] seal(byte[] plain, byte[] key, byte[] nonce) {
    var stream = stream(key, nonce);
    var tagKey = stream(stream, new byte[KEY]);
    var hidden = stream(stream, plain);
    var sealed = Arrays.copyOf(tag(tagKey, hidden), TAG + hidden.length);
    System.arraycopy(hidden, 0, sealed, TAG, hidden.length);
    return sealed;
  }

  private static byte[] unseal(byte[] sealed, byte[] key, byte[] nonce) throws SigningException {
    var stream = stream(key, nonce);
    var tagKey = stream(stream, new byte[KEY]);
    var hidden = Arrays.copyOfRange(sealed, TAG, sealed.length);
    if (!MessageDigest.isEqual(tag(tagKey, hidden), Arrays.copyOf(sealed, TAG))) {
      throw new SigningException(Reason.WRONG_PASSWORD, "the password does not open the key file");
    }
    return stream(stream, hidden);
  }

  private static XSalsa20Engine stream(byte[] key, byte[] nonce) {
    var engine = new XSalsa20Engine();
    engine.init(true, new ParametersWithIV(new KeyParameter(key), nonce));
    return engine;
  }

  private static byte[] stream(XSalsa20Engine engine, byte[] in) {
    var out = new byte[in.length];
    engine.processBytes(in, 0, in.length, out, 0);
    return out;
  }

  private static byte[] tag(byte[] key, byte[] content) {
    var mac = new Poly1305();
    mac.init(new KeyParameter(key));
    mac.update(content, 0, content.length);
    var tag = new byte[TAG];
    mac.doFinal(tag, 0);
    return tag;
  }
}
