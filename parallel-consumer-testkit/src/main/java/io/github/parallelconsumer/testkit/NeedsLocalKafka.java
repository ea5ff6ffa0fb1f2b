package io.github.parallelconsumer.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * For test classes that start brokers of their own, to kill, freeze or configure them, which a container cannot offer:
 * with {@code -Dkafka=container} they are skipped, and the report says why.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(LocalKafkaCondition.class)
public @interface NeedsLocalKafka {}
