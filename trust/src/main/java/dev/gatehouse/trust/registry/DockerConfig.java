package dev.gatehouse.trust.registry;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.trust.ImageReference;
import dev.gatehouse.trust.registry.RegistryException.Reason;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The credentials of a docker configuration ({@code config.json}), or of a Kubernetes pull secret in
 * either of its forms ({@code .dockerconfigjson}, {@code .dockercfg}).
 *
 * <p>Keys are hosts, {@code host/path}s and Kubernetes' {@code *.host} patterns; of several that fit
 * a repository the one with the longest path comes first. Names of helper programs are heeded only if
 * the caller says so: a pull secret must not start programs.
 */
public final class DockerConfig implements CredentialSource {

  private static final int LARGEST = 1 << 20;
  private static final byte[] SCOPE_KEY = scopeKey();

  private final List<Entry> entries;
  private final Map<String, String> helpers;
  private final String store;
  private final String scope;

  private record Entry(RegistryPattern pattern, Credential credential) {}

  private DockerConfig(
      List<Entry> entries, Map<String, String> helpers, String store, String scope) {
    this.entries = entries;
    this.helpers = helpers;
    this.store = store;
    this.scope = scope;
  }

  /**
   * Reads a configuration whose helper programs may be run: the operator's own.
   *
   * @throws RegistryException if it cannot be read; the message holds nothing of it
   */
  public static DockerConfig parse(byte[] json) throws RegistryException {
    var object = object(json);
    var auths = Fields.within(object, "auths");
    return new DockerConfig(entries(auths == null ? ObjectValue.EMPTY : auths),
        Fields.texts(object, "credHelpers"), Fields.text(object, "credsStore"), scope(json));
  }

  /**
   * Reads the bytes of a pull secret, {@code .dockerconfigjson} or {@code .dockercfg}, which cannot
   * name programs.
   *
   * @throws RegistryException if they cannot be read; the message holds nothing of them
   */
  public static DockerConfig ofPullSecret(byte[] json) throws RegistryException {
    var object = object(json);
    var auths = Fields.within(object, "auths");
    return new DockerConfig(
        entries(auths == null ? object : auths), Map.of(), "", scope(json));
  }

  private static ObjectValue object(byte[] json) throws RegistryException {
    if (json.length > LARGEST) {
      throw new RegistryException(Reason.CREDENTIALS,
          "the docker configuration is larger than " + LARGEST + " bytes");
    }
    try {
      return Fields.object("the docker configuration", json);
    } catch (RegistryException e) {
      throw new RegistryException(Reason.CREDENTIALS, "the docker configuration is no JSON object",
          e);
    }
  }

  private static List<Entry> entries(ObjectValue auths) throws RegistryException {
    var entries = new ArrayList<Entry>();
    for (var i = 0; i < auths.size(); i++) {
      if (auths.keyAt(i) instanceof StringValue key
          && auths.valueAt(i) instanceof ObjectValue auth) {
        var credential = credential(auth);
        credential.ifPresent(
            each -> entries.add(new Entry(RegistryPattern.parse(key.value()), each)));
      }
    }
    entries.sort(Comparator.comparing(Entry::pattern));
    return List.copyOf(entries);
  }

  /** Nothing for an empty entry, by which docker marks what a helper knows. */
  private static Optional<Credential> credential(ObjectValue auth) throws RegistryException {
    var identity = Fields.text(auth, "identitytoken");
    if (!identity.isEmpty()) {
      return Optional.of(new Credential.IdentityToken(identity));
    }
    var registry = Fields.text(auth, "registrytoken");
    if (!registry.isEmpty()) {
      return Optional.of(new Credential.RegistryToken(registry));
    }
    var pair = Fields.text(auth, "auth");
    if (!pair.isEmpty()) {
      return Optional.of(decoded(pair));
    }
    var username = Fields.text(auth, "username");
    var password = Fields.text(auth, "password");
    return username.isEmpty() && password.isEmpty()
        ? Optional.empty()
        : Optional.of(new Credential.Basic(username, password));
  }

  private static Credential decoded(String auth) throws RegistryException {
    try {
      var text = new String(Base64.getMimeDecoder().decode(auth), StandardCharsets.UTF_8);
      var colon = text.indexOf(':');
      if (colon < 0) {
        throw new RegistryException(Reason.CREDENTIALS,
            "an auth of the docker configuration is no name:password in base64");
      }
      var password = text.substring(colon + 1).replaceAll("\\x00+$", "");
      return new Credential.Basic(text.substring(0, colon), password);
    } catch (IllegalArgumentException e) {
      // Without the cause, whose message would quote what may be half of a password.
      throw new RegistryException(Reason.CREDENTIALS,
          "an auth of the docker configuration is no base64");
    }
  }

  @Override
  public List<Credential> find(String registry, String repository) throws RegistryException {
    var helper = helpers.get(registry);
    if (helper == null && registry.equals(ImageReference.DOCKER_HUB)) {
      helper = helpers.getOrDefault("index.docker.io", helpers.get(RegistryPattern.HUB_KEY));
    }
    if (helper != null) {
      return CredentialHelper.named(helper).ask(registry).stream().toList();
    }
    var found = entries.stream()
        .filter(entry -> entry.pattern().matches(registry, repository))
        .map(Entry::credential).toList();
    return found.isEmpty() && !store.isEmpty()
        ? CredentialHelper.named(store).ask(registry).stream().toList()
        : found;
  }

  @Override
  public String scope() {
    return scope;
  }

  private static byte[] scopeKey() {
    var key = new byte[32];
    new SecureRandom().nextBytes(key);
    return key;
  }

  /** A name that is equal for equal secrets in this process and says nothing outside of it. */
  static String scope(List<Credential> credentials) {
    var text = new StringBuilder();
    for (var credential : credentials) {
      switch (credential) {
        case Credential.Basic basic ->
          text.append("b\0").append(basic.username()).append('\0').append(basic.password());
        case Credential.IdentityToken identity -> text.append("i\0").append(identity.token());
        case Credential.RegistryToken registry -> text.append("r\0").append(registry.token());
      }
      text.append('\0');
    }
    return scope(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String scope(byte[] secret) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SCOPE_KEY, "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(secret), 0, 12);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  @Override
  public String toString() {
    return "DockerConfig[" + entries.size() + " entries]";
  }
}
