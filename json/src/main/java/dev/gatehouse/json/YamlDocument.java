package dev.gatehouse.json;

/**
 * One document of a YAML or JSON stream.
 *
 * @param value what it says
 * @param positions where in the stream it says so
 * @param firstRow the row of the stream in which the document's text begins, from 1; comments and the
 *     separator line before it do not belong to it
 */
public record YamlDocument(Value value, Positions positions, int firstRow) {}
