package io.github.parallelconsumer.bench.peers;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.parallelconsumer.tools.cli.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * All that a file has of a measurement, every run of it. Immutable.
 *
 * @param date when it ended
 * @param command what was typed
 * @param plan what was measured, and for how long, in words
 */
record ResultFile(
        String date, String command, String plan, Machine machine, Map<String, String> versions, List<Run> runs) {

    Results results() {
        return new Results(runs);
    }

    String json() {
        return Json.writePretty(this) + System.lineSeparator();
    }

    /**
     * Reads a file.
     *
     * @throws CommandException if there is none, or something else in it
     */
    static ResultFile read(Path file) throws IOException {
        try {
            return parse(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw CommandException.failed(file + " has no results of a measurement: " + e.getOriginalMessage(), e);
        } catch (NoSuchFileException e) {
            throw CommandException.failed("there is no file " + file, e);
        }
    }

    static ResultFile parse(String json) throws JsonProcessingException {
        return Json.MAPPER.readValue(json, ResultFile.class);
    }
}
