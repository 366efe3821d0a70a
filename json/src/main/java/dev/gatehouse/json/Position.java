package dev.gatehouse.json;

/**
 * A place in a text.
 *
 * @param row the line, from 1
 * @param column the character in the line, from 1
 */
public record Position(int row, int column) {}
