package dev.gatehouse.cli.startup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.ConstantPoolSharingOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Rewrites jars so that the start-up cache can hold all that they do at start-up: it takes no class
 * of a signed jar, none from before Java 6, which has no stack maps, and no switch over types. The
 * build runs it on its own copies.
 */
final class StartUpClasses {

  private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");

  private final ClassFile renewing = classFile(ConstantPoolSharingOption.NEW_POOL,
      StackMapsOption.GENERATE_STACK_MAPS);
  private final ClassFile replacing = classFile(ConstantPoolSharingOption.SHARED_POOL,
      StackMapsOption.STACK_MAPS_WHEN_REQUIRED);

  private StartUpClasses() {}

  private static ClassFile classFile(ClassFile.Option... options) {
    var types = ClassHierarchyResolver.ofResourceParsing(StartUpClasses.class.getClassLoader())
        .orElse(ClassHierarchyResolver.defaultResolver());
    return ClassFile.of(options).withOptions(ClassHierarchyResolverOption.of(types));
  }

  /** @param args jars, which are all on the class path */
  public static void main(String[] args) throws IOException {
    var classes = new StartUpClasses();
    for (var file : args) {
      classes.rewrite(Path.of(file));
    }
  }

  /** Leaves a jar alone if nothing in it stands in the way. */
  private void rewrite(Path file) throws IOException {
    try (var jar = new JarFile(file.toFile(), false)) {
      var rewritten = rewritten(jar);
      if (!rewritten.isEmpty() || isSigned(jar)) {
        var copy = file.resolveSibling(file.getFileName() + ".new");
        write(jar, rewritten, copy);
        Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static boolean isSigned(JarFile jar) {
    return jar.stream().anyMatch(StartUpClasses::isSignature);
  }

  private static boolean isSignature(ZipEntry entry) {
    return SIGNATURE.matcher(entry.getName()).matches();
  }

  /** The classes that have to be others, by the names of their entries. */
  private Map<String, byte[]> rewritten(JarFile jar) throws IOException {
    var rewritten = new LinkedHashMap<String, byte[]>();
    for (var entry : Collections.list(jar.entries())) {
      if (entry.getName().endsWith(".class") && !entry.getName().endsWith("-info.class")) {
        var model = renewing.parse(content(jar, entry));
        if (model.majorVersion() < ClassFile.JAVA_6_VERSION) {
          rewritten.put(entry.getName(), renewed(model));
        } else if (TypeSwitches.areIn(model)) {
          rewritten.put(entry.getName(), TypeSwitches.replaceIn(model, replacing));
        }
      }
    }
    return rewritten;
  }

  private static byte[] content(JarFile jar, ZipEntry entry) throws IOException {
    try (var stream = jar.getInputStream(entry)) {
      return stream.readAllBytes();
    }
  }

  private static void write(JarFile jar, Map<String, byte[]> rewritten, Path target)
      throws IOException {
    try (var out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(target)))) {
      for (var entry : Collections.list(jar.entries())) {
        if (isSignature(entry)) {
          continue;
        }
        var copy = new ZipEntry(entry.getName());
        copy.setTime(entry.getTime());
        out.putNextEntry(copy);
        var content = rewritten.get(entry.getName());
        if (entry.getName().equals(JarFile.MANIFEST_NAME) && isSigned(jar)) {
          var manifest = jar.getManifest();
          manifest.getEntries().clear(); // digests for the signature
          manifest.write(out);
        } else {
          out.write(content == null ? content(jar, entry) : content);
        }
      }
    }
  }

  private byte[] renewed(ClassModel model) {
    return renewing.transformClass(model, StartUpClasses::renew);
  }

  private static void renew(ClassBuilder builder, ClassElement element) {
    switch (element) {
      case ClassFileVersion _ -> builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
      case MethodModel method -> builder.transformMethod(
          method, MethodTransform.transformingCode(CodeTransform.ACCEPT_ALL));
      default -> builder.with(element);
    }
  }
}
