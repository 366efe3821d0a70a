package dev.gatehouse.rego;

/**
 * A module's text.
 *
 * @param name what locations call it, usually its file name
 * @param text the text
 * @param version the dialect it is written in
 */
public record Source(String name, String text, RegoVersion version) {}
