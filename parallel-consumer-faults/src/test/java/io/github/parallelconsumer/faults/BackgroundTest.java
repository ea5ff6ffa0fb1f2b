package io.github.parallelconsumer.faults;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

final class BackgroundTest {

    @Test
    void look_threadFailed_throwsWhatItFailedWith() {
        var failure = new StackOverflowError("too deep");
        var background = Background.start("feed", () -> {
            throw failure;
        });

        assertThatIllegalStateException()
                .isThrownBy(background::join)
                .withCause(failure)
                .withMessageContaining("feed");
        assertThatIllegalStateException().isThrownBy(background::look).withCause(failure);
    }

    @Test
    void look_threadEndedInOrder_isWell() throws InterruptedException {
        var background = Background.start("feed", () -> {});
        background.join();

        assertThatCode(background::look).doesNotThrowAnyException();
    }
}
