package io.github.parallelconsumer.faults;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class BrokerStepsTest {

    @Test
    void look_stepFailedBeforeAnother_throwsWhatItFailedWith() throws InterruptedException {
        var failure = new IllegalArgumentException("no such broker");
        var next = new CountDownLatch(1);
        try (var steps = new BrokerSteps()) {
            steps.later(() -> {
                throw failure;
            });
            steps.later(next::countDown);
            next.await();

            assertThatIllegalStateException().isThrownBy(steps::look).withCause(failure);
            assertThatIllegalStateException().isThrownBy(steps::await).withCause(failure);
        }
    }

    @Test
    void look_stepIsUnderWay_isWell() throws InterruptedException {
        var goOn = new CountDownLatch(1);
        try (var steps = new BrokerSteps()) {
            steps.later(goOn::await);

            assertThatCode(steps::look).doesNotThrowAnyException();
            goOn.countDown();
            steps.await();
        }
    }
}
