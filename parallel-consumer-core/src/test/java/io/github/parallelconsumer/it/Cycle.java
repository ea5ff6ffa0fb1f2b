package io.github.parallelconsumer.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.parallelconsumer.ParallelConsumer;
import io.github.parallelconsumer.api.ConfigurationException;
import io.github.parallelconsumer.api.ConsumerState;
import io.github.parallelconsumer.config.ConfigBuilder;
import io.github.parallelconsumer.config.DeadLetters;
import io.github.parallelconsumer.config.OnExhausted;
import io.github.parallelconsumer.config.Ordering;
import io.github.parallelconsumer.config.ParallelConsumerConfig;
import io.github.parallelconsumer.config.RetryPolicy;
import io.github.parallelconsumer.testkit.TestKafka;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The ways of a consumer from its start to its end, each of which has to leave nothing behind. Stateless. */
enum Cycle {
    /** Handles records, with all that can be switched on. */
    CLOSED {
        @Override
        void run(Setting setting, GroupProtocol protocol) throws InterruptedException {
            var first = new CountDownLatch(1);
            var config = setting.config(protocol)
                    .handlerTimeout(Duration.ofMinutes(1))
                    .closeOnJvmShutdown();
            try (var consumer = ParallelConsumer.start(config.build(), (record, context) -> first.countDown())) {
                assertThat(first.await(Run.TIMEOUT.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
                assertThat(consumer.snapshot()).isNotNull();
            }
        }
    },
    /** Stores a dead letter. */
    DEAD_LETTER {
        @Override
        void run(Setting setting, GroupProtocol protocol) {
            var config = setting.config(protocol)
                    .ordering(Ordering.UNORDERED)
                    .retry(policy(OnExhausted.deadLetter(setting.dead)));
            try (var consumer = failing(config)) {
                await().atMost(Run.TIMEOUT)
                        .until(() -> consumer.health().live()
                                && !setting.kafka
                                        .committedOffsets(config.build().groupId())
                                        .isEmpty());
            }
        }
    },
    /** Ends by itself. */
    FAILED {
        @Override
        void run(Setting setting, GroupProtocol protocol) {
            try (var consumer = failing(setting.config(protocol).retry(policy(OnExhausted.stop())))) {
                await().atMost(Run.TIMEOUT).until(() -> consumer.state() == ConsumerState.FAILED);
            }
        }
    },
    /** Does not start: no class, no address, and a producer that refuses when the consumer is there already. */
    REFUSED {
        @Override
        void run(Setting setting, GroupProtocol protocol) {
            refused(setting, protocol, Map.of("bootstrap.servers", "no-port"), Map.of());
            refused(setting, protocol, Map.of("interceptor.classes", "no.such.Interceptor"), Map.of());
            assertThatThrownBy(() -> ParallelConsumerConfig.builder(Map.of(
                                    "bootstrap.servers",
                                    setting.kafka.bootstrapServers(),
                                    "group.id",
                                    setting.group,
                                    "key.deserializer",
                                    "no.such.Deserializer",
                                    "value.deserializer",
                                    "no.such.Deserializer"))
                            .topics(setting.topic)
                            .build())
                    .isInstanceOf(ConfigurationException.class);
            refused(setting, protocol, Map.of(), Map.of("compression.type", "none.such"));
        }
    },
    /** Goes while its group is being shared out anew. */
    REBALANCED {
        @Override
        void run(Setting setting, GroupProtocol protocol) throws InterruptedException {
            var first = new CountDownLatch(1);
            var config = setting.config(protocol).build();
            try (var one = ParallelConsumer.start(config, (record, context) -> first.countDown())) {
                assertThat(first.await(Run.TIMEOUT.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
                try (var joining =
                        ParallelConsumer.start(setting.config(protocol).build(), (record, context) -> {})) {
                    assertThat(joining.health().live() && one.health().live()).isTrue();
                }
            }
        }
    };

    /** Where it happens. Immutable. */
    record Setting(TestKafka kafka, String group, String topic, String dead) {

        ConfigBuilder<String, String> config(GroupProtocol protocol) {
            return config(protocol, Map.of());
        }

        ConfigBuilder<String, String> config(GroupProtocol protocol, Map<String, ?> settings) {
            return Group.builder(kafka.bootstrapServers(), group, protocol, settings)
                    .topics(topic);
        }
    }

    abstract void run(Setting setting, GroupProtocol protocol) throws InterruptedException;

    private static ParallelConsumer failing(ConfigBuilder<String, String> config) {
        return ParallelConsumer.start(config.build(), (record, context) -> {
            throw new IllegalStateException("no use");
        });
    }

    private static RetryPolicy policy(OnExhausted onExhausted) {
        return RetryPolicy.fixed(1, Duration.ofMillis(10)).withOnExhausted(onExhausted);
    }

    private static void refused(
            Setting setting, GroupProtocol protocol, Map<String, ?> consumer, Map<String, ?> producer) {
        var letters = DeadLetters.to(setting.dead).producer(producer);
        var config = setting.config(protocol, consumer).deadLetters(letters).build();
        assertThatThrownBy(() ->
                        ParallelConsumer.start(config, (record, context) -> {}).close())
                .isInstanceOf(ConfigurationException.class);
    }
}
