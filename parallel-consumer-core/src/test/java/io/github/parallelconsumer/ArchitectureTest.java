package io.github.parallelconsumer;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.parallelconsumer.internal.engine.Engine;
import io.github.parallelconsumer.internal.kafka.KafkaDeadLetterSink;
import io.github.parallelconsumer.internal.kafka.KafkaRecordSource;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of the design that the compiler does not hold. */
class ArchitectureTest {
    private static final String BASE = "io.github.parallelconsumer";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(BASE)
            .that(describe("of this module", type -> !type.getPackageName().startsWith(BASE + ".testkit")));

    /** The meeting places of the design, and the state that others may ask for or ask to end. */
    private static final Set<String> SHARED = Set.of(
            "CompletionQueue",
            "LaneTicket",
            "Permits",
            "ReadyLanes",
            "InFlightRecord",
            "LaneMember",
            "RecordRun",
            "AssignmentToken",
            "AttemptTimer",
            "AttemptMeter",
            "TimerThread",
            "DecoderPool",
            "FailingRecords",
            "LogOnce",
            "LetterTry",
            "LetterSender",
            "Lifecycle",
            "ViewBoard",
            "LoopControl",
            "KafkaRecordSource",
            "InMemoryRecordSource");

    /** A package, and which others of this module it may know. */
    @ParameterizedTest
    @CsvSource({
        "api, ''",
        "spi, api",
        "config, spi api",
        "internal.scope, ''",
        "internal.offset, ''",
        "internal.lane, api",
        "internal.exec, config spi api internal.lane",
        "internal.batch, internal.exec internal.lane internal.scope",
        "internal.kafka, spi config api",
        "internal.memory, spi",
        "internal.poll, config spi api internal.exec internal.lane internal.offset internal.batch",
        "internal.engine, config spi api internal.exec internal.lane internal.offset internal.scope internal.batch"
                + " internal.poll internal.kafka"
    })
    void packages_know_onlyThoseBelow(String name, String known) {
        var allowed = Stream.concat(Stream.of(name), Arrays.stream(known.split(" ")))
                .filter(other -> !other.isEmpty())
                .map(other -> BASE + "." + other)
                .toList();
        noClasses()
                .that()
                .resideInAPackage(BASE + "." + name)
                .should()
                .dependOnClassesThat(resideInAPackage(BASE + "..")
                        .and(describe("not allowed", type -> !allowed.contains(type.getPackageName()))))
                .check(CLASSES);
    }

    @Test
    void packages_haveNoCycles() {
        slices().matching(BASE + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void scopeOffsetAndLane_knowNothingOfKafka() {
        noClasses()
                .that()
                .resideInAnyPackage(BASE + ".internal.scope", BASE + ".internal.offset", BASE + ".internal.lane")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(CLASSES);
    }

    @Test
    void kafkaConsumer_isCalledInOnePlaceOnly() {
        noClasses()
                .that(resideOutsideOfPackage(BASE + ".internal.kafka"))
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(KafkaConsumer.class)
                .check(CLASSES);
        assertThat(callersOf(KafkaConsumer.class, "poll")).containsExactly(KafkaRecordSource.class.getName());
    }

    @Test
    void kafkaProducer_isCalledInOnePlaceOnly() {
        noClasses()
                .that(describe("are not the sink", type -> !type.isEquivalentTo(KafkaDeadLetterSink.class)))
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(KafkaProducer.class, Producer.class)
                .check(CLASSES);
    }

    @Test
    void clock_isReadInOnePlaceOnly() {
        assertThat(callersOf(System.class, "nanoTime")).containsExactly(Engine.class.getName());
    }

    @Test
    void sleep_isCalledNowhere() {
        assertThat(callersOf(Thread.class, "sleep")).isEmpty();
    }

    @Test
    void sharedState_onlyInTheMeetingPlaces() {
        noFields()
                .that(describe("are declared outside of them", field -> !SHARED.contains(outermost(field))))
                .should()
                .haveModifier(JavaModifier.VOLATILE)
                .orShould()
                .haveRawType(resideInAPackage("java.util.concurrent.atomic..")
                        .or(resideInAPackage("java.util.concurrent.locks..")))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void synchronizedMethods_existNowhere() {
        assertThat(CLASSES.stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.getModifiers().contains(JavaModifier.SYNCHRONIZED)))
                .isEmpty();
    }

    private static String outermost(JavaField field) {
        JavaClass type = field.getOwner();
        while (type.getEnclosingClass().isPresent()) {
            type = type.getEnclosingClass().get();
        }
        return type.getSimpleName();
    }

    private static Stream<String> callersOf(Class<?> type, String method) {
        return CLASSES.stream()
                .filter(caller -> caller.getAccessesFromSelf().stream()
                        .anyMatch(access -> access.getTargetOwner().isEquivalentTo(type)
                                && access.getName().equals(method)))
                .map(JavaClass::getName);
    }
}
