package dev.gatehouse.trust.verify;

/**
 * A log's entry that was verified.
 *
 * @param log the log's name
 * @param logId the log's id in hexadecimal
 * @param index the entry's place as the log counts; authenticated by the promise or the proof
 * @param kind such as {@code hashedrekord 0.0.2}
 * @param proven whether by an inclusion proof and a checkpoint, not only by the log's promise
 */
public record LogRecord(String log, String logId, long index, String kind, boolean proven) {}
