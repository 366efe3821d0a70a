/**
 * Kubernetes objects from the command line: files, folders and standard input come in, objects go
 * out, and a warning where two sources define the same one.
 */
@NullMarked
package dev.gatehouse.cli.manifest;

import org.jspecify.annotations.NullMarked;
