package io.github.parallelconsumer.testkit;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips tests that need a {@link LocalKafka} when another kind of Kafka is asked for. Stateless. */
final class LocalKafkaCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return evaluate(KafkaExtension.kind());
    }

    static ConditionEvaluationResult evaluate(String kind) {
        String asked = "-D" + KafkaExtension.PROPERTY + "=" + kind;
        return kind.equals(KafkaExtension.LOCAL)
                ? ConditionEvaluationResult.enabled(asked)
                : ConditionEvaluationResult.disabled(
                        asked + ": this test starts brokers of its own, to kill, freeze or configure them");
    }
}
