package io.github.parallelconsumer.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** Writes results as JSON, every run of them, for other programs. Stateless. */
final class JsonReport {

    private JsonReport() {}

    static String write(Workload workload, Results results) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("workload", workload(workload));
        report.put("machine", machine());
        report.put("rows", results.rows().stream().map(row -> row(results, row)).toList());
        try {
            return JsonMapper.builder().build().writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + report, e);
        }
    }

    private static Map<String, Object> workload(Workload workload) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("records", workload.records());
        json.put("partitions", workload.partitions());
        json.put("keys", workload.keys());
        json.put("valueBytes", workload.valueBytes());
        return json;
    }

    private static Map<String, Object> machine() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("processors", Runtime.getRuntime().availableProcessors());
        json.put("java", Runtime.version().toString());
        return json;
    }

    private static Map<String, Object> row(Results results, Row row) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("row", row.name());
        json.put("handlerMillis", row.handlerMillis());
        json.put("maxConcurrency", row.maxConcurrency());
        json.put("recordsPerSecond", spread(results, row, Figures::recordsPerSecond));
        json.put("cpuMicrosPerRecord", spread(results, row, Figures::cpuMicrosPerRecord));
        json.put("bytesPerRecord", spread(results, row, Figures::bytesPerRecord));
        json.put("peakHeapMegabytes", spread(results, row, Figures::peakHeapMegabytes));
        json.put("afterCollectionMegabytes", spread(results, row, Figures::afterCollectionMegabytes));
        put(json, "shareOfCeiling", results.ofCeiling(row));
        json.put("runs", results.runs(row).stream().map(JsonReport::run).toList());
        return json;
    }

    private static Map<String, Object> spread(Results results, Row row, ToDoubleFunction<Figures> figure) {
        var spread = results.spread(row, figure);
        Map<String, Object> json = new LinkedHashMap<>();
        put(json, "median", spread.median());
        put(json, "min", spread.min());
        put(json, "max", spread.max());
        put(json, "toBare", results.toBare(row, figure));
        return json;
    }

    private static Map<String, Object> run(Figures figures) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("consumed", figures.consumed());
        json.put("records", figures.records());
        put(json, "seconds", figures.nanos() / 1e9);
        put(json, "recordsPerSecond", figures.recordsPerSecond());
        put(json, "cpuMicrosPerRecord", figures.cpuMicrosPerRecord());
        put(json, "bytesPerRecord", figures.bytesPerRecord());
        put(json, "otherBusyProcessors", figures.otherBusyProcessors());
        return json;
    }

    private static void put(Map<String, Object> json, String name, OptionalDouble value) {
        value.ifPresent(number -> put(json, name, number));
    }

    /** JSON has numbers only: what could not be measured is left out. */
    private static void put(Map<String, Object> json, String name, double value) {
        if (Double.isFinite(value)) {
            json.put(name, value);
        }
    }
}
