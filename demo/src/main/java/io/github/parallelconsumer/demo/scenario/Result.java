package io.github.parallelconsumer.demo.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.parallelconsumer.tools.cli.ExitStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a story ended. Immutable.
 *
 * @param scenario which story
 * @param broken what should have held and did not, one sentence each
 * @param moral what the story has shown, if nothing is broken
 * @param numbers what was counted, in this order
 */
public record Result(String scenario, List<String> broken, String moral, Map<String, Object> numbers) {

    /** Whether all held that the library promises. */
    public boolean holds() {
        return broken.isEmpty();
    }

    /** The one of the command. */
    public int exitStatus() {
        return holds() ? ExitStatus.OK : ExitStatus.FAILED;
    }

    /** One line for people. */
    public String verdict() {
        return holds() ? "HOLDS: " + moral : "BROKEN: " + String.join("; ", broken) + ".";
    }

    /** One JSON object in one line. */
    public String json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("scenario", scenario);
        json.put("holds", holds());
        json.putAll(numbers);
        try {
            return JsonMapper.builder().build().writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Names and numbers have a JSON form", e);
        }
    }
}
