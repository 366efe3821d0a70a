package dev.gatehouse.rego.bundle;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.ObjectValue;
import dev.gatehouse.json.StringValue;
import dev.gatehouse.rego.Issue;
import dev.gatehouse.rego.PolicyException;
import dev.gatehouse.rego.Source;
import dev.gatehouse.rego.syntax.Module;
import dev.gatehouse.rego.syntax.Parser;
import dev.gatehouse.rego.syntax.Term;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A bundle.
 *
 * @param files the paths of its data files, with a slash before each
 * @param modules the modules, named by their path
 * @param data the documents below {@code data}
 * @param signatures what {@code .signatures.json} holds, empty without it
 */
public record Bundle(
    Manifest manifest,
    List<String> files,
    List<Source> modules,
    ObjectValue data,
    ObjectValue signatures) {

  private static final String DATA = "/data.json";

  public Bundle {
    files = List.copyOf(files);
    modules = List.copyOf(modules);
  }

  /** Without signatures. */
  public Bundle(
      Manifest manifest, List<String> files, List<Source> modules, ObjectValue data) {
    this(manifest, files, modules, data, ObjectValue.EMPTY);
  }

  /**
   * Reads an archive.
   *
   * @param archive a compressed tar file
   * @throws BundleException if it is no bundle
   */
  public static Bundle ofArchive(byte[] archive, BundleOptions options) throws BundleException {
    var content = TarArchive.read(archive, options.limits());
    return BundleReader.read(content.files(), content::name, options);
  }

  /**
   * Reads a folder; its modules are named by their paths, without steps that lead nowhere.
   *
   * @throws BundleException if it is no bundle
   * @throws IOException if a file cannot be read
   */
  public static Bundle ofFolder(Path folder, BundleOptions options)
      throws BundleException, IOException {
    var files = FolderFiles.read(folder, options, options.verification() != null);
    return BundleReader.read(
        files, path -> name(folder, path), options);
  }

  private static String name(Path folder, String path) {
    return folder.resolve(path.substring(1)).normalize().toString();
  }

  /** The bundle as a compressed tar file; the same bundle gives the same bytes. */
  public byte[] archive() {
    return TarArchive.write(content());
  }

  /**
   * The bundle as a compressed tar file with a signature.
   *
   * @throws GeneralSecurityException if the key cannot sign
   */
  public byte[] archive(Signing signing) throws GeneralSecurityException {
    var content = content();
    var data = Objects.requireNonNull(content.remove(DATA));
    var manifest = Objects.requireNonNull(content.remove(BundleReader.MANIFEST));
    var named = new LinkedHashMap<String, byte[]>();
    content.forEach((path, text) -> named.put(path.substring(1), text));
    named.put(DATA.substring(1), data);
    named.put(BundleReader.MANIFEST.substring(1), manifest);
    var signed = new LinkedHashMap<String, byte[]>();
    signed.put(DATA, data);
    signed.putAll(content);
    signed.put(
        BundleReader.SIGNATURES,
        signing.signaturesOfArchive(named).getBytes(StandardCharsets.UTF_8));
    signed.put(BundleReader.MANIFEST, manifest);
    return TarArchive.write(signed);
  }

  private Map<String, byte[]> content() {
    var content = new LinkedHashMap<String, byte[]>();
    content.put(DATA, (Json.write(data) + "\n").getBytes(StandardCharsets.UTF_8));
    for (var module : modules) {
      var name = module.name().startsWith("/") ? module.name() : "/" + module.name();
      content.put(name, module.text().getBytes(StandardCharsets.UTF_8));
    }
    content.put(BundleReader.MANIFEST, manifest.text().getBytes(StandardCharsets.UTF_8));
    return content;
  }

  /**
   * The files of a folder but for its signatures, by the names under which they are signed.
   *
   * @throws BundleException if there are too many
   * @throws IOException if a file cannot be read
   */
  public static Map<String, byte[]> signedFiles(Path folder, BundleOptions options)
      throws BundleException, IOException {
    return signedFiles(
        FolderFiles.read(folder, options, true), path -> name(folder, path));
  }

  /**
   * The files of an archive but for its signatures, by the names under which they are signed.
   *
   * @throws BundleException if it is no archive
   */
  public static Map<String, byte[]> signedFiles(byte[] archive, BundleOptions options)
      throws BundleException {
    var content = TarArchive.read(archive, options.limits());
    return signedFiles(content.files(), content::name);
  }

  private static Map<String, byte[]> signedFiles(
      Map<String, byte[]> files, UnaryOperator<String> naming) {
    var signed = new LinkedHashMap<String, byte[]>();
    files.forEach((path, text) -> {
      if (!path.endsWith(BundleReader.SIGNATURES)) {
        signed.put(Verification.signedName(naming.apply(path)), text);
      }
    });
    return signed;
  }

  /**
   * The modules, parsed.
   *
   * @throws PolicyException with every error of the modules
   * @throws BundleException if the package of a module is outside of the roots
   */
  public List<Module> parse() throws PolicyException, BundleException {
    return parse(Parser::parseModule);
  }

  /**
   * The modules, parsed as the caller does it.
   *
   * @throws PolicyException with every error of the modules
   * @throws BundleException if the package of a module is outside of the roots
   */
  public List<Module> parse(ModuleParser parser) throws PolicyException, BundleException {
    var parsed = new ArrayList<Module>();
    var issues = new ArrayList<Issue>();
    for (var source : modules) {
      try {
        parsed.add(parser.parse(source));
      } catch (PolicyException e) {
        issues.addAll(e.issues());
      }
    }
    if (!issues.isEmpty()) {
      throw new PolicyException(issues);
    }
    for (var module : parsed) {
      if (!manifest.owns(path(module))) {
        throw new BundleException(
            "manifest roots [%s] do not permit 'package %s' in module '%s'"
                .formatted(
                    String.join(" ", manifest.roots()),
                    path(module).replace('/', '.'),
                    module.location().file()));
      }
    }
    return parsed;
  }

  /** Parses a module. */
  @FunctionalInterface
  public interface ModuleParser {

    /** The module. @throws PolicyException with every error of it */
    Module parse(Source source) throws PolicyException;
  }

  private static String path(Module module) {
    return module.path().parts().stream()
        .skip(1)
        .map(
            part -> part instanceof Term.Scalar(var l, StringValue s) ? s.value() : part.toString())
        .collect(Collectors.joining("/"));
  }
}
