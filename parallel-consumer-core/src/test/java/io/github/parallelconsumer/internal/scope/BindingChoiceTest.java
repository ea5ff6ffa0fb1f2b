package io.github.parallelconsumer.internal.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@Tag("jdk21")
class BindingChoiceTest {

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21, max = JRE.JAVA_25)
    void best_knownJdk_bindsItsStructuredTaskScopeWithoutPreviewFlag() {
        assertThat(ScopeBinding.best("[g/c]").description())
                .isEqualTo("StructuredTaskScope (JDK " + Runtime.version().feature() + ")");
    }

    @Test
    void best_apiOfAnotherShape_fallsBack() {
        ScopeBinding binding = BindingChoice.best("[g/c]", () -> {
            throw new ExceptionInInitializerError(new IllegalStateException("no such method"));
        });
        assertThat(binding).isInstanceOf(PlainScopeBinding.class);
    }

    @Test
    void best_scopeThatRunsNothing_fallsBack() {
        ScopeBinding binding = BindingChoice.best("[g/c]", BindingOfNothing::new);
        assertThat(binding).isInstanceOf(PlainScopeBinding.class);
    }

    @Test
    void best_callerInterrupted_bindsAndKeepsTheFlag() {
        Thread.currentThread().interrupt();
        ScopeBinding binding = BindingChoice.best("[g/c]", PlainScopeBinding::new);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(binding).isInstanceOf(PlainScopeBinding.class);
    }

    private static final class BindingOfNothing implements ScopeBinding {
        @Override
        public BatchScope open(String name, ThreadFactory threads) {
            return new OwnedScope() {
                @Override
                void start(ForkedRun run) {}

                @Override
                void awaitAll() {}

                @Override
                void interruptAndAwaitAll() {}
            };
        }

        @Override
        public String description() {
            return "nothing";
        }
    }
}
