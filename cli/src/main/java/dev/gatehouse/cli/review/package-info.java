/**
 * Reviews of files: objects and AdmissionReviews come in, are judged by a folder of policies or by a
 * running server, and {@link dev.gatehouse.cli.review.Outcome}s go out, for people or programs.
 */
@NullMarked
package dev.gatehouse.cli.review;

import org.jspecify.annotations.NullMarked;
