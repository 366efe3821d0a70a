package dev.gatehouse.cli;

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
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Rewrites libraries so that the start-up cache can hold them: it takes no class of a signed jar, and
 * none from before Java 6, which has no stack maps. The build runs it on its own copies.
 */
final class StartUpLibraries {

  private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");
  private static final int MAJOR_VERSION = 7;
  private static final int OLDEST = ClassFile.JAVA_6_VERSION;

  private final JarFile jar;
  private final ClassFile classes;

  private StartUpLibraries(JarFile jar, ClassLoader loader) {
    this.jar = jar;
    this.classes = ClassFile.of(StackMapsOption.GENERATE_STACK_MAPS,
        ConstantPoolSharingOption.NEW_POOL, ClassHierarchyResolverOption
            .of(ClassHierarchyResolver.ofResourceParsing(loader)
                .orElse(ClassHierarchyResolver.defaultResolver())));
  }

  /** @param args the folder of the libraries */
  public static void main(String[] args) throws IOException {
    try (var files = Files.newDirectoryStream(Path.of(args[0]), "*.jar")) {
      for (var file : files) {
        rewrite(file);
      }
    }
  }

  private static void rewrite(Path file) throws IOException {
    var rewritten = file.resolveSibling(file.getFileName() + ".new");
    try (var jar = new JarFile(file.toFile(), false);
        var loader = new URLClassLoader(new URL[]{file.toUri().toURL()})) {
      var libraries = new StartUpLibraries(jar, loader);
      if (!libraries.isObstacle()) {
        return;
      }
      try (var out = new ZipOutputStream(
          new BufferedOutputStream(Files.newOutputStream(rewritten)))) {
        libraries.copyTo(out);
      }
    }
    Files.move(rewritten, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private boolean isObstacle() throws IOException {
    for (var entry : Collections.list(jar.entries())) {
      if (SIGNATURE.matcher(entry.getName()).matches() || isOld(entry)) {
        return true;
      }
    }
    return false;
  }

  private boolean isOld(ZipEntry entry) throws IOException {
    if (!entry.getName().endsWith(".class")) {
      return false;
    }
    try (var content = jar.getInputStream(entry)) {
      return isOld(content.readNBytes(MAJOR_VERSION + 1));
    }
  }

  private static boolean isOld(byte[] head) {
    return head.length > MAJOR_VERSION && head[MAJOR_VERSION] < OLDEST;
  }

  private void copyTo(ZipOutputStream out) throws IOException {
    for (var entry : Collections.list(jar.entries())) {
      if (SIGNATURE.matcher(entry.getName()).matches()) {
        continue;
      }
      var copy = new ZipEntry(entry.getName());
      copy.setTime(entry.getTime());
      out.putNextEntry(copy);
      if (entry.getName().equals(JarFile.MANIFEST_NAME)) {
        var manifest = jar.getManifest();
        manifest.getEntries().clear(); // digests for the signature
        manifest.write(out);
      } else {
        out.write(content(entry));
      }
    }
  }

  private byte[] content(ZipEntry entry) throws IOException {
    try (var stream = jar.getInputStream(entry)) {
      var content = stream.readAllBytes();
      return entry.getName().endsWith(".class") && isOld(content) ? renewed(content) : content;
    }
  }

  private byte[] renewed(byte[] content) {
    return classes.transformClass(classes.parse(content), StartUpLibraries::renew);
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
