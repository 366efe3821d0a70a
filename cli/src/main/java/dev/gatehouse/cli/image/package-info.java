/**
 * The commands about images: names of images, identities and keys come in as cosign's flags, what was
 * verified or signed goes out as text or JSON, with cosign's exit codes.
 */
@NullMarked
package dev.gatehouse.cli.image;

import org.jspecify.annotations.NullMarked;
