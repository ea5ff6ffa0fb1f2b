package io.github.parallelconsumer.tools;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parallelconsumer.testkit.LocalKafka;
import io.github.parallelconsumer.testkit.NeedsLocalKafka;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A broker that forbids what a redrive needs. */
@NeedsLocalKafka
class RedriveAuthorizationIT {

    private static LocalKafka kafka;

    private final Topics topics = Topics.create(kafka);

    @BeforeAll
    static void start() {
        kafka = LocalKafka.builder().authorizer().start();
    }

    @AfterAll
    static void end() {
        kafka.close();
    }

    @BeforeEach
    void produce() {
        topics.produce(Stream.of(Letters.from(topics.source(), 0)));
    }

    @Test
    void run_deadLetterTopicForbidden_namesIt() {
        kafka.deny(ResourceType.TOPIC, topics.letters(), AclOperation.READ);

        fails("no permission for the topics [" + topics.letters() + "]");
    }

    @Test
    void run_sourceTopicForbidden_namesIt() {
        kafka.deny(ResourceType.TOPIC, topics.source(), AclOperation.WRITE);

        fails("no permission for the topics [" + topics.source() + "]");
    }

    @Test
    void run_groupForbidden_namesIt() {
        kafka.deny(ResourceType.GROUP, topics.group(), AclOperation.READ);

        fails("no permission for the group " + topics.group());
    }

    @Test
    void run_transactionalIdForbidden_namesIt() {
        kafka.deny(ResourceType.TRANSACTIONAL_ID, topics.group(), AclOperation.WRITE);

        fails("no permission for the transactional id " + topics.group());
    }

    private void fails(String message) {
        var redrive = topics.redrive().build();

        assertThatThrownBy(redrive::run).isInstanceOf(RedriveException.class).hasMessageStartingWith(message);
    }
}
