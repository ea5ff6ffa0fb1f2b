package io.github.parallelconsumer.tools;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.parallelconsumer.testkit.LocalKafka;
import io.github.parallelconsumer.testkit.TestKafka;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A broker that forbids what a redrive needs. */
class RedriveAuthorizationIT {

    private static LocalKafka kafka;

    private final String topic = TestKafka.uniqueName("orders");
    private final String letters = topic + "-dlt";
    private final String group = letters + "-redrive";

    @BeforeAll
    static void start() {
        kafka = LocalKafka.builder()
                .property("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
                .property("allow.everyone.if.no.acl.found", "true")
                .start();
    }

    @AfterAll
    static void end() {
        kafka.close();
    }

    @BeforeEach
    void produce() {
        kafka.createTopic(topic, 1);
        kafka.createTopic(letters, 1);
        kafka.produce(Stream.of(Letters.from(topic, 0).to(letters)));
    }

    @Test
    void run_deadLetterTopicForbidden_namesIt() throws Exception {
        deny(ResourceType.TOPIC, letters, AclOperation.READ);

        fails("no permission for the topics [" + letters + "]");
    }

    @Test
    void run_sourceTopicForbidden_namesIt() throws Exception {
        deny(ResourceType.TOPIC, topic, AclOperation.WRITE);

        fails("no permission for the topics [" + topic + "]");
    }

    @Test
    void run_groupForbidden_namesIt() throws Exception {
        deny(ResourceType.GROUP, group, AclOperation.READ);

        fails("no permission for the group " + group);
    }

    @Test
    void run_transactionalIdForbidden_namesIt() throws Exception {
        deny(ResourceType.TRANSACTIONAL_ID, group, AclOperation.WRITE);

        fails("no permission for the transactional id " + group);
    }

    private void fails(String message) {
        var redrive = DeadLetterRedrive.builder(Map.of("bootstrap.servers", kafka.bootstrapServers()), letters)
                .build();

        assertThatThrownBy(redrive::run).isInstanceOf(RedriveException.class).hasMessageStartingWith(message);
    }

    private static void deny(ResourceType type, String name, AclOperation operation)
            throws ExecutionException, InterruptedException {
        kafka.admin()
                .createAcls(List.of(new AclBinding(
                        new ResourcePattern(type, name, PatternType.LITERAL),
                        new AccessControlEntry("User:ANONYMOUS", "*", operation, AclPermissionType.DENY))))
                .all()
                .get();
    }
}
