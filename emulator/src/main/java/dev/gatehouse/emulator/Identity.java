package dev.gatehouse.emulator;

import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;

/** Who asks for a certificate, as an identity provider vouches for them. */
public sealed interface Identity {

  /** The URL of the identity provider. */
  String issuer();

  /** What the token is about: its {@code sub} claim. */
  String subject();

  /** The identity as the certificate's alternative name has it. */
  String name();

  /** A person or service by e-mail address. */
  record Email(String issuer, String address) implements Identity {
    @Override
    public String subject() {
      return address;
    }

    @Override
    public String name() {
      return address;
    }
  }

  /** A workload by URI, such as a SPIFFE identity. */
  record Uri(String issuer, String uri) implements Identity {
    @Override
    public String subject() {
      return uri;
    }

    @Override
    public String name() {
      return uri;
    }
  }

  /** A user of an identity provider without addresses: {@code name!domain}. */
  record Username(String issuer, String user) implements Identity {
    @Override
    public String subject() {
      return user;
    }

    @Override
    public String name() {
      return user;
    }
  }

  /**
   * A workflow run on GitHub.
   *
   * @param repository owner and name, such as {@code acme/app}
   * @param file the workflow's file name below {@code .github/workflows}
   * @param ref the full Git reference, such as {@code refs/heads/main}
   * @param trigger the event that started it, such as {@code push}
   */
  record Workflow(String issuer, String repository, String file, String ref, String trigger)
      implements
        Identity {

    private static final String HOST = "https://github.com/";

    @Override
    public String subject() {
      return "repo:" + repository + ":ref:" + ref;
    }

    @Override
    public String name() {
      return HOST + reference();
    }

    /** The workflow's name for people: its file without the ending. */
    String workflow() {
      return file.replaceFirst("\\.ya?ml$", "");
    }

    String reference() {
      return repository + "/.github/workflows/" + file + "@" + ref;
    }

    String owner() {
      return repository.substring(0, Math.max(0, repository.indexOf('/')));
    }

    String repositoryUrl() {
      return HOST + repository;
    }

    String ownerUrl() {
      return HOST + owner();
    }
  }

  /** A person or service by e-mail address. */
  static Identity email(String issuer, String address) {
    return new Email(issuer, address);
  }

  /** A run of {@code release.yml} on a push to the main branch of a repository. */
  static Identity workflow(String issuer, String repository) {
    return new Workflow(issuer, repository, "release.yml", "refs/heads/main", "push");
  }

  /** The identity that a token's claims vouch for. */
  static Identity of(ObjectValue claims) {
    var issuer = text(claims, "iss");
    if (claims.get("email") instanceof StringValue address) {
      return new Email(issuer, address.value());
    }
    if (claims.get("job_workflow_ref") instanceof StringValue reference) {
      var repository = text(claims, "repository");
      var path = reference.value().substring(reference.value().lastIndexOf('/',
          Math.max(0, reference.value().indexOf('@'))) + 1);
      var file = path.substring(0, Math.max(0, path.indexOf('@')));
      return new Workflow(issuer, repository, file, text(claims, "ref"),
          text(claims, "event_name"));
    }
    return new Uri(issuer, text(claims, "sub"));
  }

  private static String text(ObjectValue claims, String name) {
    if (claims.get(name) instanceof StringValue text) {
      return text.value();
    }
    throw new IllegalArgumentException("the token has no claim " + name);
  }
}
